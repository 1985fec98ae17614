"""Who a series is for, and who may lead it."""

from foundation.messages import N_

AUDIENCES = {
    "everyone": N_("everyone in the house"),
    "stage": N_("those of a stage"),
    "group": N_("the members of a group"),
    "invited": N_("those invited, with their relatives"),
    "each": N_("one after the other"),
    "relatives": N_("relatives"),
    "rota": N_("those on the rota"),
}
# At these sessions relatives take part.
WITH_RELATIVES = ("invited", "relatives")
LEADER_KINDS = {
    "staff": N_("a member of staff"),
    "resident": N_("a resident"),
    "guest": N_("a guest"),
    "none": N_("nobody in particular"),
}
CHANGES = {
    "moved": N_("moved"),
    "room": N_("other room"),
    "leader": N_("other leader"),
    "cancelled": N_("cancelled"),
    "reinstated": N_("takes place after all"),
    "series": N_("changed with all its dates"),
}
