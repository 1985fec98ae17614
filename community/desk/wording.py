"""The words of roles, of ways to come and of reasons for coming, as managers read them."""

from foundation.messages import N_

ROLE_WORDS = {
    "counsellor": N_("counsellor"),
    "facilitator": N_("facilitator"),
    "manager": N_("manager"),
    "night_staff": N_("night staff"),
    "nurse": N_("nurse"),
    "organisation_admin": N_("organisation's administrator (counts only)"),
}
CAPACITY_WORDS = {"resident": N_("lives in the house"), "outpatient": N_("comes from home")}
REASON_WORDS = {"own_wish": N_("by their own wish"), "family": N_("the family asked"), "court": N_("by a court order")}
KIND_WORDS = {
    "now": N_("everybody here now"),
    "residents": N_("residents"),
    "staff": N_("staff"),
    "relatives": N_("relatives"),
    "former": N_("who was here before"),
    "all": N_("all cards"),
}
