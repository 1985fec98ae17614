"""Who gets what: the list of series, a new one, one's page, changing it, ending it, and taking a change back."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /series                                       door   403   403   403    403   403   403   403    403   200   200
GET  /series?as=table                              door   403   403   403    403   403   403   403    403   200   200
GET  /series/new                                   door   403   403   403    403   403   403   403    403   200   200
POST /series/new                                   door   403   403   403    403   403   403   403    403   done  done

# Whoever leads a series changes it too; of others' not even the page is there.
GET  /series/{seminar_series}                      door   403   403   403    403   403   200   404    404   200   404
GET  /series/{nile_seminar_series}                 door   403   403   403    403   403   404   404    404   404   200
GET  /series/{seminar_series}/amendment            door   403   403   403    403   403   200   404    404   200   404
GET  /series/{nile_seminar_series}/amendment       door   403   403   403    403   403   404   404    404   404   200
POST /series/{seminar_series}/amendment            door   403   403   403    403   403   done  404    404   done  404
POST /series/{nile_seminar_series}/amendment       door   403   403   403    403   403   404   404    404   404   done
GET  /series/{seminar_series}/ending               door   403   403   403    403   403   200   404    404   200   404
GET  /series/{nile_seminar_series}/ending          door   403   403   403    403   403   404   404    404   404   200
POST /series/{seminar_series}/ending               door   403   403   403    403   403   done  404    404   done  404
POST /series/{nile_seminar_series}/ending          door   403   403   403    403   403   404   404    404   404   done
POST /series-edits/{series_edit}/undo              door   403   403   403    403   403   done  404    404   done  404
POST /series-edits/{nile_series_edit}/undo         door   403   403   403    403   403   404   404    404   404   done
"""

_SERIES = {
    "step": "save",
    "type": "lecture",
    "repeats": "weekly",
    "days": "sun",
    "every": "1",
    "nth": "1",
    "weekday": "mon",
    "ends": "never",
    "start": "05:00",
    "end": "05:30",
    "room": "",
    "leader": "guest",
    "who": "everyone",
}
_CHANGE = _SERIES | {"scope": "following", "version": "0"}
_END = {"step": "save", "version": "0", "from_day": "2026-12-10", "reason": "The course is over"}

BODIES = {
    "POST /series/new": _SERIES | {"first_day": "2026-11-29"},
    "POST /series/{seminar_series}/amendment": _CHANGE | {"occurrence": "{seminar_date}"},
    "POST /series/{nile_seminar_series}/amendment": _CHANGE | {"occurrence": "{nile_seminar_date}"},
    "POST /series/{seminar_series}/ending": _END,
    "POST /series/{nile_seminar_series}/ending": _END,
}
