"""Who gets what: groups, hobbies, and what takes a resident elsewhere."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /groups                                       door   403   403   403    403   403   403   403    403   200   200
GET  /groups/new                                   door   403   403   403    403   403   403   403    403   200   200
POST /groups/new                                   door   403   403   403    403   403   403   403    403   done  done
GET  /groups/{circle}                              door   403   403   403    403   403   403   403    403   200   404
GET  /groups/{nile_circle}                         door   403   403   403    403   403   403   403    403   404   200
GET  /groups/{ring}                                door   403   403   403    403   403   403   403    403   200   404
GET  /groups/{choir}                               door   403   403   403    403   403   403   403    403   200   404
GET  /groups/{circle}/settings                     door   403   403   403    403   403   403   403    403   200   404
GET  /groups/{nile_circle}/settings                door   403   403   403    403   403   403   403    403   404   200
POST /groups/{circle}/settings                     door   403   403   403    403   403   403   403    403   done  404
POST /groups/{nile_circle}/settings                door   403   403   403    403   403   403   403    403   404   done
POST /groups/{circle}/members                      door   403   403   403    403   403   403   403    403   done  404
# Somebody of the other house is no choice.
POST /groups/{nile_circle}/members                 door   403   403   403    403   403   403   403    403   404   422
POST /groups/{ring}/waiting                        door   403   403   403    403   403   403   403    403   done  404
POST /groups/{nile_ring}/waiting                   door   403   403   403    403   403   403   403    403   404   422
POST /groups/{circle}/members/{circle_member}/ending door 403 403   403    403   403   403   403    403   done  404
POST /groups/{nile_circle}/members/{nile_circle_member}/ending door 403 403 403 403 403 403 403    403   404   done
# A membership, or a place in a queue, is that of its own group.
POST /groups/{spare_group}/members/{circle_member}/ending door 403 403 403 403 403 403   403    403   404   404
POST /groups/{ring}/waiting/{ring_wait}/ending     door   403   403   403    403   403   403   403    403   done  404
POST /groups/{nile_ring}/waiting/{nile_ring_wait}/ending door 403 403 403  403   403   403   403    403   404   done
POST /groups/{circle}/waiting/{ring_wait}/ending   door   403   403   403    403   403   403   403    403   404   404
POST /groups/{spare_group}/ending                  door   403   403   403    403   403   403   403    403   done  404
POST /groups/{nile_spare_group}/ending             door   403   403   403    403   403   403   403    403   404   done

# Residents join and leave hobbies, each for themselves; whoever has no part in it is told so.
GET  /hobbies                                      door   200   200   403    403   403   403   403    403   403   403
POST /hobbies/{choir}/membership                   door   422   done  403    403   403   403   403    403   403   403
POST /hobbies/{nile_choir}/membership              door   404   404   403    403   403   403   403    403   403   403
POST /hobbies/{circle}/membership                  door   404   404   403    403   403   403   403    403   403   403
POST /hobbies/{choir}/membership/ending            door   done  422   403    403   403   403   403    403   403   403
POST /hobbies/{nile_choir}/membership/ending       door   404   404   403    403   403   403   403    403   403   403
POST /hobbies/{band}/waiting                       door   422   done  403    403   403   403   403    403   403   403
POST /hobbies/{nile_choir}/waiting                 door   404   404   403    403   403   403   403    403   403   403
POST /hobbies/{band}/waiting/ending                door   done  422   403    403   403   403   403    403   403   403
POST /hobbies/{nile_choir}/waiting/ending          door   404   404   403    403   403   403   403    403   403   403

POST /residents/{other_resident}/engagements       door   403   403   403    403   403   403   403    403   done  404
POST /residents/{nile_resident}/engagements        door   403   403   403    403   403   403   403    403   404   done
POST /engagements/{engagement}/ending              door   403   403   403    403   403   403   403    403   done  404
POST /engagements/{nile_engagement}/ending         door   403   403   403    403   403   403   403    403   404   done
"""

_GROUP = {"name_en": "Round", "open": "y", "capacity": "7"}
_WORK = {"why": "work", "days": "mon", "first_day": "2026-11-25", "start": "08:00", "end": "16:00"}

BODIES = {
    "POST /groups/new": _GROUP | {"kind": "hobby"},
    "POST /groups/{circle}/settings": _GROUP | {"as_read": ""},
    "POST /groups/{nile_circle}/settings": _GROUP | {"as_read": ""},
    "POST /groups/{circle}/members": {"person": "{other_resident}"},
    "POST /groups/{nile_circle}/members": {"person": "{other_resident}"},
    "POST /groups/{ring}/waiting": {"person": "{other_resident}"},
    "POST /groups/{nile_ring}/waiting": {"person": "{other_resident}"},
    "POST /residents/{other_resident}/engagements": _WORK,
    "POST /residents/{nile_resident}/engagements": _WORK,
    "POST /engagements/{engagement}/ending": {"from_day": "2026-11-25"},
    "POST /engagements/{nile_engagement}/ending": {"from_day": "2026-11-25"},
}
