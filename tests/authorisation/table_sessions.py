"""Who gets what: the days, and one occurrence with the changes to it."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /today                                        door   200   200   200    200   200   200   200    200   200   200
GET  /week                                         door   200   200   200    200   200   200   200    200   200   200
GET  /day-sheet                                    door   200   200   200    200   200   200   200    200   200   200

# A session for all: residents and staff of the house, no relative, nobody of another house.
GET  /occurrences/{group_tomorrow}                 door   200   200   404    404   404   200   200    200   200   404
# A family session: the resident invited with whoever has a live consent, and staff.
GET  /occurrences/{family_tomorrow}                door   200   404   200    404   404   200   200    200   200   404
GET  /occurrences/{nile_tomorrow}                  door   404   404   404    404   404   404   404    404   404   200
GET  /occurrences/{nothing}                        door   404   404   404    404   404   404   404    404   404   404

# Changes: whoever leads it, and the manager of the house.
POST /occurrences/{group_tomorrow}/cancellation    door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{nile_tomorrow}/cancellation     door   403   403   403    403   403   404   404    404   404   done
POST /occurrences/{family_tomorrow}/cancellation   door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{group_cancelled}/reinstatement  door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{nile_cancelled}/reinstatement   door   403   403   403    403   403   404   404    404   404   done
POST /occurrences/{group_tomorrow}/move            door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{nile_tomorrow}/move             door   403   403   403    403   403   404   404    404   404   done
POST /occurrences/{group_tomorrow}/room            door   403   403   403    403   403   done  404    404   done  404
# A room or a leader of the other house is none.
POST /occurrences/{family_tomorrow}/room           door   403   403   403    403   403   422   404    404   422   404
POST /occurrences/{nile_tomorrow}/room             door   403   403   403    403   403   404   404    404   404   done
POST /occurrences/{group_tomorrow}/leader          door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{family_tomorrow}/leader         door   403   403   403    403   403   422   404    404   422   404
POST /occurrences/{nile_tomorrow}/leader           door   403   403   403    403   403   404   404    404   404   done
# What has begun is history, for the manager too.
POST /occurrences/{group_today}/cancellation       door   403   403   403    403   403   422   404    404   422   404
"""

_REASON = {"version": "0", "reason": "The roof is being mended"}
_MOVED = _REASON | {"day": "2026-11-25", "start": "18:00", "end": "19:00"}

BODIES = {
    "POST /occurrences/{group_tomorrow}/cancellation": _REASON,
    "POST /occurrences/{nile_tomorrow}/cancellation": _REASON,
    "POST /occurrences/{family_tomorrow}/cancellation": _REASON,
    "POST /occurrences/{group_today}/cancellation": _REASON,
    "POST /occurrences/{group_cancelled}/reinstatement": {"version": "1"},
    "POST /occurrences/{nile_cancelled}/reinstatement": {"version": "1"},
    "POST /occurrences/{group_tomorrow}/move": _MOVED,
    "POST /occurrences/{nile_tomorrow}/move": _MOVED,
    "POST /occurrences/{group_tomorrow}/room": {"version": "0", "room": "{hall_room}"},
    "POST /occurrences/{family_tomorrow}/room": {"version": "0", "room": "{nile_room}"},
    "POST /occurrences/{nile_tomorrow}/room": {"version": "0", "room": ""},
    "POST /occurrences/{group_tomorrow}/leader": {"version": "0", "leader": "{other_facilitator}"},
    "POST /occurrences/{family_tomorrow}/leader": {"version": "0", "leader": "{nile_facilitator}"},
    "POST /occurrences/{nile_tomorrow}/leader": {"version": "0", "leader": "{other_manager}"},
}
