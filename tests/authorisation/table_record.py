"""Who gets what: one's own record and its readers, the house's chain, and calendars of rooms."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
# One's own, whatever the address says.
GET  /record                                       door   200   200   403    403   403   403   403    403   403   403
GET  /record?weeks=16                              door   200   200   403    403   403   403   403    403   403   403
GET  /record?person_id={nile_resident}             door   200   200   403    403   403   403   403    403   403   403
GET  /record/readers                               door   200   200   403    403   403   403   403    403   403   403
GET  /record/readers?show=changes                  door   200   200   403    403   403   403   403    403   403   403

# The house's own chain is its manager's; that it was read is a row of the chain itself.
GET  /audit                                        door   403   403   403    403   403   403   403    403   200   200
GET  /audit?as=table                               door   403   403   403    403   403   403   403    403   200   200
GET  /audit?as=print                               door   403   403   403    403   403   403   403    403   200   200
POST /audit/verification                           door   403   403   403    403   403   403   403    403   lead  lead

# A room's calendar is for those who work in its house.
POST /calendars?room                               door   404   404   404    404   404   made  made   made  made  404
POST /calendars?nile_room                          door   404   404   404    404   404   404   404    404   404   made
POST /calendars?no_room                            door   404   404   404    404   404   404   404    404   404   404
POST /calendars/{rooms_feed}/revocation            door   404   404   404    404   404   done  404    404   404   404
POST /calendars/{rooms_feed}/replacement           door   404   404   404    404   404   made  404    404   404   404
GET  /feeds/{rooms_token}.ics                      200

# Titles are a resident's choice for their own address.
POST /calendars/{residents_feed}/titles            door   done  404   404    404   404   404   404    404   404   404
POST /calendars/{mothers_feed}/titles              door   404   404   404    404   404   404   404    404   404   404
POST /calendars/{rooms_feed}/titles                door   404   404   404    404   404   404   404    404   404   404
"""

_TABLET = {"device": "tablet", "kind": "room"}

BODIES = {
    "POST /calendars?room": _TABLET | {"room": "{garden_room}"},
    "POST /calendars?nile_room": _TABLET | {"room": "{nile_room}"},
    "POST /calendars?no_room": _TABLET,
    "POST /calendars/{residents_feed}/titles": {"real_titles": "y"},
    "POST /calendars/{mothers_feed}/titles": {"real_titles": "y"},
    "POST /calendars/{rooms_feed}/titles": {"real_titles": "y"},
}
