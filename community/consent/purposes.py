"""What a consent can be for."""

from foundation.messages import N_

TREATMENT = "treatment"
FAMILY_SESSIONS = "family_sessions"
AFTERCARE = "aftercare_contact"
PROGRESS = "progress"
ATTENDANCE_LETTER = "attendance_letter"

PURPOSES = {
    TREATMENT: N_("treatment in this house"),
    FAMILY_SESSIONS: N_("family sessions"),
    AFTERCARE: N_("contact after the stay"),
    PROGRESS: N_("how often you were at your sessions, as numbers"),
    ATTENDANCE_LETTER: N_("a letter about attendance, for a court or an employer"),
}
# Whose recipient is outside and has no card of the house, only a name.
TO_A_NAME = frozenset({ATTENDANCE_LETTER})
# Only a consent signed for aftercare outlives discharge (ground rule of the house).
OUTLIVES_DISCHARGE = frozenset({AFTERCARE})
SIGNED_HOW = ("on_screen", "on_paper")
# By the staff: for the safety of the resident, with a written reason of its own.
TOLD_HOW = ("on_screen", "to_staff", "by_staff")
SCOPES = {
    TREATMENT: ["stay", "sessions", "register"],
    FAMILY_SESSIONS: ["time", "place"],
    AFTERCARE: ["contact"],
    PROGRESS: ["marks"],
    ATTENDANCE_LETTER: ["stay", "attendance"],
}
