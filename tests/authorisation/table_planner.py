"""Who gets what: the planner, its paper, its dates for the script, and the changes made in it."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /planner                                      door   403   403   403    403   403   200   200    200   200   200
GET  /planner?by=rooms                             door   403   403   403    403   403   200   200    200   200   200
GET  /planner?by=leaders                           door   403   403   403    403   403   200   200    200   200   200
GET  /planner?chosen={group_tomorrow}              door   403   403   403    403   403   200   200    200   200   404
GET  /planner?chosen={nile_tomorrow}               door   403   403   403    403   403   404   404    404   404   200
GET  /planner/paper                                door   403   403   403    403   403   200   200    200   200   200
GET  /planner/paper?by=leaders                     door   403   403   403    403   403   200   200    200   200   200
GET  /planner/events                               door   403   403   403    403   403   200   200    200   200   200
GET  /planner/events?by=rooms                      door   403   403   403    403   403   200   200    200   200   200
# A look does everything and undoes it: nothing changes.
POST /planner/changes?only=look                    door   403   403   403    403   403   200   404    404   200   404
POST /planner/changes                              door   403   403   403    403   403   done  404    404   done  404
POST /planner/changes?of=series                    door   403   403   403    403   403   done  404    404   done  404
POST /planner/changes?of=nile                      door   403   403   403    403   403   404   404    404   404   done
"""

_GROUP = {
    "step": "save",
    "chosen": "{group_tomorrow}",
    "version": "0",
    "series_version": "0",
    "view": "week=2026-11-23",
    "day": "2026-11-25",
    "start": "14:00",
    "end": "15:00",
    "room": "{garden_room}",
    "leader": "{facilitator}",
    "scope": "date",
    "reason": "",
}
_NILE = {"chosen": "{nile_tomorrow}", "room": "none", "leader": "{nile_facilitator}"}

BODIES = {
    "POST /planner/changes?only=look": _GROUP | {"step": "preview"},
    "POST /planner/changes": _GROUP,
    "POST /planner/changes?of=series": _GROUP | {"scope": "following"},
    "POST /planner/changes?of=nile": _GROUP | _NILE,
}
