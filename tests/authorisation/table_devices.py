"""Who gets what: screens of the house, keys for the kiosk. None of these browsers is a screen: its pages are closed."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /devices                                      door   403   403   403    403   403   403   403    403   200   200
POST /devices                                      door   403   403   403    403   403   403   403    403   made  made
POST /devices/names                                door   403   403   403    403   403   403   403    403   done  done
POST /devices/{kiosk_device}/code                  door   403   403   403    403   403   403   403    403   made  404
POST /devices/{nile_kiosk_device}/code             door   403   403   403    403   403   403   403    403   404   made
POST /devices/{board_device}/revocation            door   403   403   403    403   403   403   403    403   done  404
POST /devices/{nile_board_device}/revocation       door   403   403   403    403   403   403   403    403   404   done

# Whoever holds the code makes their browser a screen; a manager who does it is signed out there.
GET  /enrolment                                    200
POST /enrolment                                    done

GET  /kiosk-keys                                   door   403   403   403    403   403   200   200    200   200   200
POST /kiosk-keys/{resident}/pin                    door   403   403   403    403   403   made  made   made  made  404
POST /kiosk-keys/{nile_resident}/pin               door   403   403   403    403   403   404   404    404   404   made
POST /kiosk-keys/{resident}/card                   door   403   403   403    403   403   made  made   made  made  404
POST /kiosk-keys/{nile_resident}/card              door   403   403   403    403   403   404   404    404   404   made
# Staff live in no house: there is no key for them.
POST /kiosk-keys/{facilitator}/pin                 door   403   403   403    403   403   404   404    404   404   404
POST /kiosk-visits/{kiosk_visit}/private-time      door   403   403   403    403   403   done  done   done  done  404
POST /kiosk-visits/{nile_kiosk_visit}/private-time door   403   403   403    403   403   404   404    404   404   done

# The pages of the kiosk: an enrolled browser only, and in it a visit; both have tests of their own.
GET  /kiosk                                        403
POST /kiosk/visits                                 403
POST /kiosk/touch                                  403
POST /kiosk/ending                                 403
POST /kiosk/language                               403
GET  /kiosk/day                                    403
GET  /kiosk/week                                   403
POST /kiosk/check-ins                              403
GET  /kiosk/record                                 403
GET  /kiosk/readers                                403
GET  /kiosk/consents                               403
POST /kiosk/consents/{mothers_consent}/withdrawal  403
POST /kiosk/consents/{nile_consent}/withdrawal     403
GET  /kiosk/requests                               403
POST /kiosk/requests/{asked_pair}/agreement        403
POST /kiosk/requests/{nile_pair}/agreement         403
POST /kiosk/requests/{asked_pair}/refusal          403
POST /kiosk/requests/{nile_pair}/refusal     403
"""

BODIES = {
    "POST /devices": {"kind": "kiosk", "name": "By the door", "room_id": ""},
    "POST /devices/names": {"kiosk_names": "y"},
    "POST /enrolment": {"code": "{enrolment_code}"},
    "POST /kiosk/check-ins": {"occurrence": "{group_today}"},
}
