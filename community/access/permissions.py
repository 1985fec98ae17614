"""What people may do at all, as words; which role carries which; docs/permissions.md mirrors it by a test."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a house."""

    COUNSELLOR = "counsellor"
    FACILITATOR = "facilitator"
    GRADUATE = "graduate"
    MANAGER = "manager"
    NIGHT_STAFF = "night_staff"
    NURSE = "nurse"
    ORGANISATION_ADMIN = "organisation_admin"
    RELATIVE = "relative"
    RESIDENT = "resident"


STAFF_ROLES = frozenset({Role.COUNSELLOR, Role.FACILITATOR, Role.MANAGER, Role.NIGHT_STAFF, Role.NURSE})
# Whoever administers an organisation works in no house: they see counts, and nobody.
EMPLOYED_ROLES = STAFF_ROLES | {Role.ORGANISATION_ADMIN}


class Permission(StrEnum):
    """A kind of thing that can be done; whether it may be done to a given row is for that room's policy."""

    ACCOUNT_OWN = "account:own"
    ATTENDANCE_CORRECT = "attendance:correct"
    ATTENDANCE_MARK = "attendance:mark"
    AUDIT_READ = "audit:read"
    CALENDAR_SUBSCRIBE = "calendar:subscribe"
    CONSENT_GRANT = "consent:grant"
    CONSENT_RECORD = "consent:record"
    DAY_SEE = "day:see"
    GROUP_JOIN = "group:join"
    GROUP_KEEP = "group:keep"
    HOUSE_MANAGE = "house:manage"
    LEAVE_RETURN = "leave:return"
    MENTORING_ARRANGE = "mentoring:arrange"
    MENTORING_OWN = "mentoring:own"
    OCCURRENCE_ADD = "occurrence:add"
    OCCURRENCE_CHANGE = "occurrence:change"
    OCCURRENCE_TAKEOVER = "occurrence:takeover"
    ORGANISATION_COUNT = "organisation:count"
    PEOPLE_MANAGE = "people:manage"
    PRESENCE_SEE = "presence:see"
    PROGRAMME_PLAN = "programme:plan"
    PROGRAMME_SEE = "programme:see"
    RECORD_OWN = "record:own"
    RELATIVE_INVITE = "relative:invite"
    STAFF_PLAN = "staff:plan"


_EVERYONE = frozenset({Permission.ACCOUNT_OWN, Permission.CALENDAR_SUBSCRIBE, Permission.DAY_SEE})
_STAFF = _EVERYONE | {
    Permission.ATTENDANCE_CORRECT,
    Permission.ATTENDANCE_MARK,
    Permission.LEAVE_RETURN,
    Permission.OCCURRENCE_ADD,
    Permission.OCCURRENCE_CHANGE,
    Permission.OCCURRENCE_TAKEOVER,
    Permission.PRESENCE_SEE,
    Permission.PROGRAMME_SEE,
}
_MANAGES = frozenset(
    {
        Permission.AUDIT_READ,
        Permission.CONSENT_RECORD,
        Permission.GROUP_KEEP,
        Permission.HOUSE_MANAGE,
        Permission.MENTORING_ARRANGE,
        Permission.PEOPLE_MANAGE,
        Permission.PROGRAMME_PLAN,
        Permission.RELATIVE_INVITE,
        Permission.STAFF_PLAN,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: _STAFF | {Permission.GROUP_KEEP, Permission.MENTORING_ARRANGE},
    Role.FACILITATOR: _STAFF,
    Role.GRADUATE: _EVERYONE | {Permission.MENTORING_OWN, Permission.RECORD_OWN},
    Role.MANAGER: _STAFF | _MANAGES,
    Role.NIGHT_STAFF: _STAFF,
    Role.NURSE: _STAFF,
    Role.ORGANISATION_ADMIN: frozenset({Permission.ACCOUNT_OWN, Permission.ORGANISATION_COUNT}),
    Role.RELATIVE: _EVERYONE,
    Role.RESIDENT: _EVERYONE
    | {Permission.CONSENT_GRANT, Permission.GROUP_JOIN, Permission.MENTORING_OWN, Permission.RECORD_OWN},
}
