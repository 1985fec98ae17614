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
    ATTENDANCE_SETTLE = "attendance:settle"
    AUDIT_READ = "audit:read"
    CALENDAR_SUBSCRIBE = "calendar:subscribe"
    CONSENT_GRANT = "consent:grant"
    CONSENT_RECORD = "consent:record"
    DAY_CLOSE = "day:close"
    DAY_SEE = "day:see"
    DEVICE_MANAGE = "device:manage"
    DOSE_SEE = "dose:see"
    GROUP_JOIN = "group:join"
    GROUP_KEEP = "group:keep"
    HOUSE_MANAGE = "house:manage"
    KIOSK_HELP = "kiosk:help"
    LEAVE_RETURN = "leave:return"
    LETTER_ISSUE = "letter:issue"
    MENTORING_ARRANGE = "mentoring:arrange"
    MENTORING_OWN = "mentoring:own"
    NOTE_REVIEW = "note:review"
    NOTE_WRITE = "note:write"
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
    REPORT_SEE = "report:see"
    STAFF_PLAN = "staff:plan"


_EVERYONE = frozenset({Permission.ACCOUNT_OWN, Permission.CALENDAR_SUBSCRIBE, Permission.DAY_SEE})
_STAFF = _EVERYONE | {
    Permission.ATTENDANCE_CORRECT,
    Permission.ATTENDANCE_MARK,
    Permission.KIOSK_HELP,
    Permission.LEAVE_RETURN,
    Permission.NOTE_WRITE,
    Permission.OCCURRENCE_ADD,
    Permission.OCCURRENCE_CHANGE,
    Permission.OCCURRENCE_TAKEOVER,
    Permission.PRESENCE_SEE,
    Permission.PROGRAMME_SEE,
}
# What one must know who is answerable for somebody's treatment.
_ANSWERS = frozenset({Permission.DOSE_SEE, Permission.NOTE_REVIEW, Permission.REPORT_SEE})
_MANAGES = _ANSWERS | frozenset(
    {
        Permission.ATTENDANCE_SETTLE,
        Permission.AUDIT_READ,
        Permission.CONSENT_RECORD,
        Permission.DAY_CLOSE,
        Permission.DEVICE_MANAGE,
        Permission.GROUP_KEEP,
        Permission.HOUSE_MANAGE,
        Permission.LETTER_ISSUE,
        Permission.MENTORING_ARRANGE,
        Permission.PEOPLE_MANAGE,
        Permission.PROGRAMME_PLAN,
        Permission.RELATIVE_INVITE,
        Permission.STAFF_PLAN,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: _STAFF | _ANSWERS | {Permission.GROUP_KEEP, Permission.MENTORING_ARRANGE},
    Role.FACILITATOR: _STAFF,
    Role.GRADUATE: _EVERYONE | {Permission.MENTORING_OWN, Permission.RECORD_OWN},
    Role.MANAGER: _STAFF | _MANAGES,
    Role.NIGHT_STAFF: _STAFF | {Permission.DAY_CLOSE},
    Role.NURSE: _STAFF,
    Role.ORGANISATION_ADMIN: frozenset({Permission.ACCOUNT_OWN, Permission.ORGANISATION_COUNT}),
    Role.RELATIVE: _EVERYONE,
    Role.RESIDENT: _EVERYONE
    | {Permission.CONSENT_GRANT, Permission.GROUP_JOIN, Permission.MENTORING_OWN, Permission.RECORD_OWN},
}
