"""Who gets what: residents, consents, invitations, calendars."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /consents                                     door   200   200   403    403   403   403   403    403   403   403
GET  /consents/new                                 door   200   200   403    403   403   403   403    403   403   403
POST /consents/new                                 door   done  422   403    403   403   403   403    403   403   403
POST /consents/{mothers_consent}/withdrawal        door   done  404   403    403   403   403   403    403   403   403
POST /consents/{brothers_consent}/withdrawal       door   lead  404   403    403   403   403   403    403   403   403
POST /consents/{friends_consent}/withdrawal        door   404   done  403    403   403   403   403    403   403   403
POST /consents/{nile_consent}/withdrawal           door   404   404   403    403   403   403   403    403   403   403
GET  /consents/{mothers_consent}/preview           door   200   404   403    403   403   403   403    403   403   403
GET  /consents/{friends_consent}/preview           door   404   200   403    403   403   403   403    403   403   403
GET  /consents/{brothers_consent}/preview          door   200   404   403    403   403   403   403    403   403   403
GET  /consents/{nile_consent}/preview              door   404   404   403    403   403   403   403    403   403   403
GET  /family/invitation                            door   200   200   403    403   403   403   403    403   403   403
POST /family/invitation                            door   done  done  403    403   403   403   403    403   403   403

# Residents are the manager's, each house's its own.
GET  /residents/{resident}/consents                door   403   403   403    403   403   403   403    403   200   404
GET  /residents/{nile_resident}/consents           door   403   403   403    403   403   403   403    403   404   200
GET  /residents/{mother}/consents                  door   403   403   403    403   403   403   403    403   404   404
GET  /residents/{nothing}/consents                 door   403   403   403    403   403   403   403    403   404   404
GET  /residents/{resident}/consents/new            door   403   403   403    403   403   403   403    403   200   404
POST /residents/{resident}/consents/new            door   403   403   403    403   403   403   403    403   done  404
POST /residents/{nile_resident}/consents/new       door   403   403   403    403   403   403   403    403   404   422
POST /residents/{resident}/consents/{mothers_consent}/withdrawal door 403 403 403 403 403 403 403 403 done 404
# A consent of another resident or another house is none of this resident's.
POST /residents/{resident}/consents/{friends_consent}/withdrawal door 403 403 403 403 403 403 403 403 404 404
POST /residents/{resident}/consents/{nile_consent}/withdrawal door 403 403 403 403 403 403 403 403 404 404
GET  /residents/{resident}/family/invitation       door   403   403   403    403   403   403   403    403   200   404
POST /residents/{resident}/family/invitation       door   403   403   403    403   403   403   403    403   done  404
POST /residents/{nile_resident}/family/invitation  door   403   403   403    403   403   403   403    403   404   done

# An address for a calendar: a relative's stands on a consent that is theirs and live.
GET  /calendars                                    door   200   200   200    200   200   200   200    200   200   200
POST /calendars                                    door   404   404   made   404   404   404   404    404   404   404
POST /calendars?brothers                           door   404   404   404    404   404   404   404    404   404   404
POST /calendars?resident                           door   made  made  404    404   404   404   404    404   404   404
POST /calendars?staff                              door   404   404   404    404   404   made  made   made  made  made
POST /calendars/{mothers_feed}/revocation          door   404   404   done   404   404   404   404    404   404   404
POST /calendars/{residents_feed}/revocation        door   done  404   404    404   404   404   404    404   404   404
POST /calendars/{mothers_feed}/replacement         door   404   404   made   404   404   404   404    404   404   404
POST /calendars/{facilitators_feed}/replacement    door   404   404   404    404   404   made  404    404   404   404

# Whoever knows the secret reads, signed in as somebody else or not at all.
GET  /feeds/{mothers_token}.ics                    200
GET  /feeds/{residents_token}.ics                  200
GET  /feeds/{nothing}.ics                          404
"""

_AGAIN = {"recipient_id": "{brother}", "until": "2026-12-24"}
_SIGNED = _AGAIN | {"signed": "y"}
_INVITED = {
    "given_name": "Hanna",
    "surname": "Adamska",
    "email": "hanna@example.org",
    "language": "pl",
    "kind": "sister",
    "until": "2026-12-24",
}
_PHONE = {"device": "phone", "kind": "relative"}

BODIES = {
    "POST /consents/new": _AGAIN,
    "POST /family/invitation": _INVITED,
    "POST /residents/{resident}/consents/new": _SIGNED,
    "POST /residents/{nile_resident}/consents/new": _SIGNED,
    "POST /residents/{resident}/family/invitation": _INVITED | {"signed": "y"},
    "POST /residents/{nile_resident}/family/invitation": _INVITED | {"signed": "y"},
    "POST /calendars": _PHONE | {"consent": "{mothers_consent}"},
    "POST /calendars?brothers": _PHONE | {"consent": "{brothers_consent}"},
    "POST /calendars?resident": {"device": "phone", "kind": "resident"},
    "POST /calendars?staff": {"device": "phone", "kind": "facilitator"},
}
