"""Who gets what: single sessions, taking over, languages of a series, news of a register, counts of houses."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
# Any member of the staff plans a session for today; a leader of the other house is none.
GET  /sessions/new                                 door   403   403   403    403   403   200   200    200   200   200
POST /sessions/new                                 door   403   403   403    403   403   done  done   done  done  422
POST /occurrences/{group_today}/takeover           door   403   403   403    403   403   422   done   done  done  404
POST /occurrences/{nile_today}/takeover            door   403   403   403    403   403   404   404    404   404   done
# Tomorrow is more than twelve hours away.
POST /occurrences/{family_tomorrow}/takeover       door   403   403   403    403   403   422   422    422   422   404
POST /series/{group_series}/languages              door   403   403   403    403   403   done  404    404   done  404
POST /series/{nile_series}/languages               door   403   403   403    403   403   404   404    404   404   done
GET  /registers/{register}/standing                door   403   403   403    403   403   200   404    404   200   404
GET  /registers/{nile_register}/standing           door   403   403   403    403   403   404   404    404   404   200
# Nobody of these administers the organisation.
GET  /organisation                                 door   403   403   403    403   403   403   403    403   403   403
"""

_SINGLE = {"type": "lecture", "title": "", "day": "2026-11-24", "start": "14:00", "end": "15:00", "who": "everyone"}

BODIES = {
    "POST /sessions/new": _SINGLE | {"step": "hold", "room": "none", "leader": "{other_facilitator}"},
    "POST /occurrences/{group_today}/takeover": {"version": "0", "reason": "ill"},
    "POST /occurrences/{nile_today}/takeover": {"version": "0"},
    "POST /occurrences/{family_tomorrow}/takeover": {"version": "0"},
    "POST /series/{group_series}/languages": {"occurrence": "{group_today}", "languages": "ru"},
    "POST /series/{nile_series}/languages": {"occurrence": "{nile_today}", "languages": "en"},
}
