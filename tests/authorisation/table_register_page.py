"""Who gets what: one person's mark, the search for who walked in, and who leads beside the leader."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /registers/{register}/people/{resident}/mark  door   403   403   403    403   403   200   404    404   200   404
GET  /registers/{nile_register}/people/{nile_resident}/mark door 403 403 403 403 403 404 404 404 404 200
GET  /registers/{register}/people/{nile_resident}/mark door 403 403 403 403 403 404 404 404 404 404
GET  /registers/{register}/walk-ins                door   403   403   403    403   403   200   404    404   200   404
GET  /registers/{register}/walk-ins?q=ja           door   403   403   403    403   403   200   404    404   200   404
GET  /registers/{nile_register}/walk-ins           door   403   403   403    403   403   404   404    404   404   200
GET  /occurrences/{led_by_two}/co-leaders          door   403   403   403    403   403   200   404    404   200   404
GET  /occurrences/{nile_today}/co-leaders          door   403   403   403    403   403   404   404    404   404   200
POST /occurrences/{led_by_two}/co-leaders          door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{nile_today}/co-leaders          door   403   403   403    403   403   404   404    404   404   422
POST /occurrences/{led_by_two}/co-leaders/{beside}/ending door 403 403 403 403 403 done 404 404 done 404
POST /occurrences/{nile_today}/co-leaders/{beside}/ending door 403 403 403 403 403 404 404 404 404 404
"""

_NAMED = {"person_id": "{new_beside}", "span": "date"}

BODIES = {
    "POST /occurrences/{led_by_two}/co-leaders": _NAMED,
    # Somebody who works in the other house.
    "POST /occurrences/{nile_today}/co-leaders": _NAMED,
}
