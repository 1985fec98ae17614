"""What takes somebody elsewhere, in words: the reasons of engagements, and a leave."""

from foundation.messages import N_

REASONS = {
    "court": N_("court"),
    "medical": N_("medical visit"),
    "work": N_("work outside"),
    "job_duty": N_("job duty in the house"),
    "family": N_("family matter"),
    "other": N_("something else"),
}
# Whoever has a duty in the house is in the house.
IN_HOUSE = "job_duty"
LEAVE = "leave"
ELSEWHERE_WORDS = REASONS | {LEAVE: N_("on leave")}
