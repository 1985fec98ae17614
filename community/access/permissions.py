"""What people may do at all, as words; which role carries which; docs/permissions.md mirrors it by a test."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a house."""

    COUNSELLOR = "counsellor"
    FACILITATOR = "facilitator"
    MANAGER = "manager"
    NIGHT_STAFF = "night_staff"
    NURSE = "nurse"
    RELATIVE = "relative"
    RESIDENT = "resident"


STAFF_ROLES = frozenset({Role.COUNSELLOR, Role.FACILITATOR, Role.MANAGER, Role.NIGHT_STAFF, Role.NURSE})


class Permission(StrEnum):
    """A kind of thing that can be done; whether it may be done to a given row is for that room's policy."""

    ACCOUNT_OWN = "account:own"
    ATTENDANCE_CORRECT = "attendance:correct"
    ATTENDANCE_MARK = "attendance:mark"
    CALENDAR_SUBSCRIBE = "calendar:subscribe"
    CONSENT_GRANT = "consent:grant"
    CONSENT_RECORD = "consent:record"
    DAY_SEE = "day:see"
    OCCURRENCE_CHANGE = "occurrence:change"
    RELATIVE_INVITE = "relative:invite"
    RESIDENT_LIST = "resident:list"


_EVERYONE = frozenset({Permission.ACCOUNT_OWN, Permission.CALENDAR_SUBSCRIBE, Permission.DAY_SEE})
_LEADS = _EVERYONE | {Permission.ATTENDANCE_MARK, Permission.ATTENDANCE_CORRECT, Permission.OCCURRENCE_CHANGE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: _LEADS,
    Role.FACILITATOR: _LEADS,
    Role.MANAGER: _LEADS | {Permission.CONSENT_RECORD, Permission.RELATIVE_INVITE, Permission.RESIDENT_LIST},
    Role.NIGHT_STAFF: _LEADS,
    Role.NURSE: _LEADS,
    Role.RELATIVE: _EVERYONE,
    Role.RESIDENT: _EVERYONE | {Permission.CONSENT_GRANT},
}
