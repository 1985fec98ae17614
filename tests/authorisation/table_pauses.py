"""Who gets what: pauses of the programme, the hours a house keeps free, and the rest between two groups."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /pauses                                       door   403   403   403    403   403   403   403    403   200   200
GET  /pauses/new                                   door   403   403   403    403   403   403   403    403   200   200
POST /pauses/new                                   door   403   403   403    403   403   403   403    403   done  done
# A preview does everything and undoes it: nothing changes.
POST /pauses/new?only=look                         door   403   403   403    403   403   403   403    403   200   200
GET  /pauses/{pause}/ending                        door   403   403   403    403   403   403   403    403   200   404
GET  /pauses/{nile_pause}/ending                   door   403   403   403    403   403   403   403    403   404   200
POST /pauses/{pause}/ending                        door   403   403   403    403   403   403   403    403   done  404
POST /pauses/{nile_pause}/ending                   door   403   403   403    403   403   403   403    403   404   done
# It was taken back before.
POST /pauses/{past_pause}/ending                   door   403   403   403    403   403   403   403    403   422   404

GET  /kept-hours                                   door   403   403   403    403   403   403   403    403   200   200
POST /kept-hours                                   door   403   403   403    403   403   403   403    403   done  done
POST /kept-hours/{kept_hour}/ending                door   403   403   403    403   403   403   403    403   done  404
POST /kept-hours/{nile_kept_hour}/ending           door   403   403   403    403   403   403   403    403   404   done
GET  /kept-hours/rest                              door   403   403   403    403   403   403   403    403   200   200
POST /kept-hours/rest                              door   403   403   403    403   403   403   403    403   done  done
"""

_CLOSED = {"name_en": "We paint the house", "kind": "closed", "first_day": "2026-12-28", "covers": "all"}

BODIES = {
    "POST /pauses/new": _CLOSED | {"step": "keep"},
    "POST /pauses/new?only=look": _CLOSED | {"step": "look"},
    "POST /kept-hours": {"kind": "meal", "days": "sun", "start": "12:00", "end": "12:45", "group": "all"},
    "POST /kept-hours/rest": {"as_read": "", "rest_minutes": "25"},
}
