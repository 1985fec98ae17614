"""What a consent can be for."""

from foundation.messages import N_

TREATMENT = "treatment"
FAMILY_SESSIONS = "family_sessions"
AFTERCARE = "aftercare_contact"

PURPOSES = {
    TREATMENT: N_("treatment in this house"),
    FAMILY_SESSIONS: N_("family sessions"),
    AFTERCARE: N_("contact after the stay"),
}
# Only a consent signed for aftercare outlives discharge (ground rule of the house).
OUTLIVES_DISCHARGE = frozenset({AFTERCARE})
SIGNED_HOW = ("on_screen", "on_paper")
TOLD_HOW = ("on_screen", "to_staff")
SCOPES = {
    TREATMENT: ["stay", "sessions", "register"],
    FAMILY_SESSIONS: ["time", "place"],
    AFTERCARE: ["contact"],
}
