"""Who gets what: registers and marks. Residents and relatives have no register, other staff not this one."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /occurrences/{group_today}/register           door   403   403   403    403   403   200   404    404   200   404
GET  /occurrences/{group_tomorrow}/register        door   403   403   403    403   403   200   404    404   200   404
GET  /occurrences/{nile_today}/register            door   403   403   403    403   403   404   404    404   404   200
POST /occurrences/{lunch_today}/register           door   403   403   403    403   403   404   404    404   422   404
POST /occurrences/{unopened_today}/register        door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{nile_unopened}/register         door   403   403   403    403   403   404   404    404   404   done
POST /registers/{register}/marks                   door   403   403   403    403   403   done  404    404   done  404
POST /registers/{nile_register}/marks              door   403   403   403    403   403   404   404    404   404   done
GET  /registers/{register}/marks                   door   403   403   403    403   403   lead  404    404   lead  404
GET  /registers/{nile_register}/marks              door   403   403   403    403   403   404   404    404   404   lead
POST /registers/{register}/rest-present            door   403   403   403    403   403   done  404    404   done  404
POST /registers/{nile_register}/rest-present       door   403   403   403    403   403   404   404    404   404   done
POST /registers/{morning_register}/rest-present/withdrawal door 403 403 403 403 403 done 404 404 done 404
POST /registers/{nile_register}/rest-present/withdrawal door 403 403 403 403 403 404 404 404 404 422
POST /registers/{register}/walk-ins                door   403   403   403    403   403   done  404    404   done  404
POST /registers/{nile_register}/walk-ins           door   403   403   403    403   403   404   404    404   404   422
POST /registers/{morning_register}/closing         door   403   403   403    403   403   done  404    404   done  404
POST /registers/{nile_register}/closing            door   403   403   403    403   403   404   404    404   404   done
GET  /registers/{register}/people/{resident}/marks door   403   403   403    403   403   200   404    404   200   404
GET  /registers/{nile_register}/people/{nile_resident}/marks door 403 403 403 403 403 404 404 404 404 200
GET  /registers/{register}/people/{nile_resident}/marks door 403 403 403 403 403 404 404 404 404 404
"""

BODIES = {
    "POST /registers/{register}/marks": {
        "status.{resident}": "present",
        "was.{resident}": "unrecorded||",
        "mark.{resident}": "{mark}",
    },
    "POST /registers/{nile_register}/marks": {
        "status.{nile_resident}": "present",
        "was.{nile_resident}": "unrecorded||",
        "mark.{nile_resident}": "{mark}",
    },
    "POST /registers/{morning_register}/rest-present/withdrawal": {"batch": "{batch}"},
    # A batch of the other house's register.
    "POST /registers/{nile_register}/rest-present/withdrawal": {"batch": "{batch}"},
    "POST /registers/{register}/walk-ins": {"person_id": "{latecomer}"},
    "POST /registers/{nile_register}/walk-ins": {"person_id": "{resident}"},
    "POST /registers/{morning_register}/closing": {},
    "POST /registers/{nile_register}/closing": {"unrecorded_known": "y"},
}
