"""Who gets what: who is in the house, no contact, accounts of the house's people, shared devices, previews."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /in-house                                     door   403   403   403    403   403   200   200    200   200   200
GET  /in-house?as=print                            door   403   403   403    403   403   200   200    200   200   200
GET  /in-house?as=table                            door   403   403   403    403   403   200   200    200   200   200
POST /leaves/{latecomers_leave}/return             door   403   403   403    403   403   done  done   done  done  404
POST /leaves/{nile_leave}/return                   door   403   403   403    403   403   404   404    404   404   done
# A leave that has not begun: nobody comes back from it yet.
POST /leaves/{leave_ahead}/return                  door   403   403   403    403   403   422   422    422   422   404

# All staff read who must not meet whom; why, and the notes themselves, are the manager's.
GET  /no-contacts                                  door   403   403   403    403   403   200   200    200   200   200
GET  /people/{other_resident}/no-contacts          door   403   403   403    403   403   403   403    403   200   404
GET  /people/{nile_resident}/no-contacts           door   403   403   403    403   403   403   403    403   404   200
GET  /people/{manager}/no-contacts                 door   403   403   403    403   403   403   403    403   404   404
POST /people/{other_resident}/no-contacts          door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/no-contacts           door   403   403   403    403   403   403   403    403   404   done
# A card of the other house is nobody.
POST /people/{resident}/no-contacts                door   403   403   403    403   403   403   403    403   422   404
POST /no-contacts/{note}/ending                    door   403   403   403    403   403   403   403    403   done  404
POST /no-contacts/{nile_note}/ending               door   403   403   403    403   403   403   403    403   404   done

POST /people/{facilitator}/account/disabling       door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/account/disabling     door   403   403   403    403   403   403   403    403   404   done
# Nobody closes their own account, and none is closed that is open.
POST /people/{manager}/account/disabling           door   403   403   403    403   403   403   403    403   422   404
POST /people/{facilitator}/account/enabling        door   403   403   403    403   403   403   403    403   422   404
POST /people/{nile_facilitator}/account/enabling   door   403   403   403    403   403   403   403    403   404   422
POST /people/{facilitator}/sign-outs               door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/sign-outs             door   403   403   403    403   403   403   403    403   404   done
POST /people/{resident}/account/invitation         door   403   403   403    403   403   403   403    403   made  404
POST /people/{nile_resident}/account/invitation    door   403   403   403    403   403   403   403    403   404   made

# A device of the house is marked by staff; the mark lies in its own cookie. Ending one's sign-in is everybody's.
POST /shared-device                                door   403   403   403    403   403   lead  lead   lead  lead  lead
POST /shared-device/ending                         door   403   403   403    403   403   lead  lead   lead  lead  lead
POST /shared-device/name-removal                   404
POST /user-change                                  door   done  done  done   done  done  done  done   done  done  done

GET  /residents/{resident}/consents/{mothers_consent}/preview door 403 403 403 403 403 403 403 403 200 404
GET  /residents/{resident}/consents/{brothers_consent}/preview door 403 403 403 403 403 403 403 403 200 404
GET  /residents/{resident}/consents/{friends_consent}/preview door 403 403 403 403 403 403 403 403 404 404
GET  /residents/{nile_resident}/consents/{nile_consent}/preview door 403 403 403 403 403 403 403 403 404 200
"""

_APART = {"given_name": "Adam", "surname": "Nowak", "email": "", "reason": "They were married."}

BODIES = {
    "POST /people/{other_resident}/no-contacts": _APART,
    "POST /people/{nile_resident}/no-contacts": _APART,
    "POST /people/{resident}/no-contacts": {"other_id": "{nile_facilitator}", "reason": "They were married."},
    "POST /people/{resident}/account/invitation": {"way": "print"},
    "POST /people/{nile_resident}/account/invitation": {"way": "print"},
    "POST /shared-device/name-removal": {"place": "0"},
}
