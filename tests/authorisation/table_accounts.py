"""Who gets what: doors, mailed links, one's own account."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /                                             door   lead  lead  lead   lead  lead  lead  lead   lead  lead  lead
GET  /sign-in                                      200
POST /sign-in                                      done
GET  /healthz                                      200
GET  /static/icon.svg                              200
GET  /static/pages-ltr.css                         200
GET  /password-resets                              200
POST /password-resets                              made

# A mailed link works for whoever holds it, and asks for nothing else. One that never was is nothing for all.
GET  /invitations/{invitation}                     200
POST /invitations/{invitation}                     done
GET  /invitations/{nothing}                        404
POST /invitations/{nothing}                        404
GET  /password-resets/{reset}                      200
POST /password-resets/{reset}                      done
GET  /password-resets/{invitation}                 404
POST /password-resets/{nothing}                    404

# One's own account is everybody's who is signed in.
GET  /account                                      door   200   200   200    200   200   200   200    200   200   200
POST /account/password                             door   done  done  done   done  done  done  done   done  done  done
# The aunt reads Russian already.
POST /language                                     door   done  done  done   done  lead  done  done   done  done  done
POST /sign-out                                     door   done  done  done   done  done  done  done   done  done  done
POST /card                                         door   422   422   422    422   422   422   422    422   done  422
POST /sign-ins/{residents_sign_in}/revocation      door   done  404   404    404   404   404   404    404   404   404
POST /sign-ins/{facilitators_sign_in}/revocation   door   404   404   404    404   404   done  404    404   404   404
"""

BODIES = {
    "POST /sign-in": {"login": "resident", "password": "a quiet evening"},
    "POST /password-resets": {"login": "resident"},
    "POST /password-resets/{reset}": {"password": "a loud morning walk"},
    "POST /password-resets/{nothing}": {"password": "a loud morning walk"},
    "POST /account/password": {"old_password": "a quiet evening", "password": "a loud morning walk"},
    "POST /language": {"language": "ru"},
    "POST /card": {"person_id": "{managers_other_card}"},
}
