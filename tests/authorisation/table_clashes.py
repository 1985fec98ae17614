"""Who gets what: the clashes of the programme, free slots, and what somebody keeps as it is."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /clashes                                      door   403   403   403    403   403   200   200    200   200   200
GET  /clashes?week=2026-12-14                      door   403   403   403    403   403   200   200    200   200   200
# The two sessions are those of the first house: in another one there is no such clash, and no such date.
POST /clashes/acceptances                          door   403   403   403    403   403   403   403    403   done  422
POST /clashes/moves                                door   403   403   403    403   403   403   403    403   done  404
POST /clash-acceptances/{acceptance}/ending        door   403   403   403    403   403   403   403    403   done  404
POST /clash-acceptances/{nile_acceptance}/ending   door   403   403   403    403   403   403   403    403   404   done
# It was taken back before.
POST /clash-acceptances/{past_acceptance}/ending   door   403   403   403    403   403   403   403    403   422   404
"""

BODIES = {
    "POST /clashes/acceptances": {
        "kind": "leader",
        "day": "2026-12-14",
        "one": "{clash_one}",
        "other": "{clash_other}",
        "subject": "{clash_leader}",
        "reason": "She opens the door to both",
    },
    "POST /clashes/moves": {
        "occurrence": "{clash_other}",
        "version": "0",
        "day": "2026-12-14",
        "start": "07:00",
        "end": "08:00",
        "room": "{clash_room}",
    },
}
