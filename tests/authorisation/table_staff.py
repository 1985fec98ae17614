"""Who gets what: the staff's hours, their absences, who stands in, and what somebody leads who leaves."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /staff-hours                                   door   403   403   403    403   403   403   403    403   200   200
GET  /staff-hours/{facilitator}                     door   403   403   403    403   403   403   403    403   200   404
GET  /staff-hours/{nile_facilitator}                door   403   403   403    403   403   403   403    403   404   200
# A resident has no hours here.
GET  /staff-hours/{resident}                        door   403   403   403    403   403   403   403    403   404   404
POST /staff-hours/{facilitator}                     door   403   403   403    403   403   403   403    403   done  404
POST /staff-hours/{nile_facilitator}                door   403   403   403    403   403   403   403    403   404   done
POST /staff-hours/{facilitator}/scope               door   403   403   403    403   403   403   403    403   done  404
POST /staff-hours/{nile_facilitator}/scope          door   403   403   403    403   403   403   403    403   404   done
GET  /staff-hours/{facilitator}/sessions            door   403   403   403    403   403   403   403    403   200   404
GET  /staff-hours/{nile_facilitator}/sessions       door   403   403   403    403   403   403   403    403   404   200
POST /staff-hours/{facilitator}/sessions            door   403   403   403    403   403   403   403    403   done  404
POST /staff-hours/{nile_facilitator}/sessions       door   403   403   403    403   403   403   403    403   404   done
GET  /unled                                         door   403   403   403    403   403   403   403    403   200   200

GET  /staff-absences/new                            door   403   403   403    403   403   403   403    403   200   200
# Only people of one's own house can be chosen.
POST /staff-absences                                door   403   403   403    403   403   403   403    403   done  422
GET  /staff-absences/{training_absence}             door   403   403   403    403   403   403   403    403   200   404
GET  /staff-absences/{illness_absence}              door   403   403   403    403   403   403   403    403   200   404
GET  /staff-absences/{nile_training_absence}        door   403   403   403    403   403   403   403    403   404   200
POST /staff-absences/{training_absence}/substitutions door   403   403   403    403   403   403   403    403   done  404
POST /staff-absences/{training_absence}/ending      door   403   403   403    403   403   403   403    403   done  404
POST /staff-absences/{nile_training_absence}/substitutions door 403 403 403   403    403   403   403    403   404   lead
POST /staff-absences/{nile_training_absence}/ending door   403   403   403    403   403   403   403    403   404   done
POST /staff-absences/{training_absence}/withdrawal  door   403   403   403    403   403   403   403    403   done  404
POST /staff-absences/{nile_training_absence}/withdrawal door 403 403   403    403   403   403   403    403   404   done

# Whoever works here says so of themself, and of nobody else.
GET  /my-absence                                    door   403   403   403    403   403   200   200    200   200   200
POST /my-absence                                    door   403   403   403    403   403   done  done   done  done  done
POST /my-absences/{illness_absence}/ending          door   403   403   403    403   403   done  404    404   404   404
POST /my-absences/{training_absence}/ending         door   403   403   403    403   403   404   404    404   404   404
POST /my-absences/{nile_training_absence}/ending    door   403   403   403    403   403   404   404    404   404   404
"""

_HOURS = {"as_read": "", "from_day": "2026-11-25", "start_0_1": "08:00", "end_0_1": "16:00"}
_LEFT_OPEN = {"reason": "The leader is away"}

BODIES = {
    "POST /staff-hours/{facilitator}": _HOURS,
    "POST /staff-hours/{nile_facilitator}": _HOURS,
    "POST /staff-hours/{facilitator}/scope": {"by": "chosen", "types": "lecture"},
    "POST /staff-hours/{nile_facilitator}/scope": {"by": "role"},
    "POST /staff-hours/{facilitator}/sessions": {
        "who_{group_series}": "{other_facilitator}",
        "version_{group_series}": "0",
    },
    "POST /staff-hours/{nile_facilitator}/sessions": {
        "who_{nile_series}": "{other_manager}",
        "version_{nile_series}": "0",
    },
    "POST /staff-absences": {"person": "{other_facilitator}", "kind": "ill", "until": "tonight"},
    "POST /staff-absences/{training_absence}/substitutions": _LEFT_OPEN
    | {"who_{group_tomorrow}": "{manager}", "version_{group_tomorrow}": "0"},
    "POST /staff-absences/{nile_training_absence}/substitutions": _LEFT_OPEN,
    "POST /staff-absences/{nile_training_absence}/ending": {"to_day": "2027-03-20", "to_time": "12:00"},
    "POST /staff-absences/{training_absence}/ending": {"to_day": "2027-03-20", "to_time": "12:00"},
    "POST /my-absence": {"until": "tonight"},
}
