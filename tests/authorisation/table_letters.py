"""Who gets what: letters about attendance. The house's manager writes them, and whoever holds a code may check it."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /letters                                      door   403   403   403    403   403   403   403    403   200   200
GET  /letters?as=table&q=a                         door   403   403   403    403   403   403   403    403   200   200
GET  /letters/new                                  door   403   403   403    403   403   403   403    403   200   200
GET  /letters/new?person={resident}                door   403   403   403    403   403   403   403    403   200   404
GET  /letters/new?person={nile_resident}           door   403   403   403    403   403   403   403    403   404   200
POST /letters/preview                              door   403   403   403    403   403   403   403    403   200   422
POST /letters/preview?nile                         door   403   403   403    403   403   403   403    403   422   200
POST /letters                                      door   403   403   403    403   403   403   403    403   done  422
POST /letters?nile                                 door   403   403   403    403   403   403   403    403   422   done
# A consent that ended is none.
POST /letters?ended                                door   403   403   403    403   403   403   403    403   422   422
GET  /letters/{letter}                             door   403   403   403    403   403   403   403    403   200   404
GET  /letters/{nile_letter}                        door   403   403   403    403   403   403   403    403   404   200
GET  /letters/{ended_letter}                       door   403   403   403    403   403   403   403    403   409   404
GET  /letters/{letter}.pdf                         door   403   403   403    403   403   403   403    403   200   404
GET  /letters/{nile_letter}.pdf                    door   403   403   403    403   403   403   403    403   404   200
GET  /letters/{ended_letter}.pdf                   door   403   403   403    403   403   403   403    403   409   404
POST /letters/{letter}/revocation                  door   403   403   403    403   403   403   403    403   done  404
POST /letters/{ended_letter}/revocation            door   403   403   403    403   403   403   403    403   done  404
POST /letters/{nile_letter}/revocation             door   403   403   403    403   403   403   403    403   404   done

# Whoever holds the paper: the code alone opens it, to everybody alike.
GET  /letter-verification                          200
POST /letter-verification                          200
POST /letter-verification?nile                     200
POST /letter-verification?ended                    422
POST /letter-verification?wrong                    422

GET  /consents/letters/new                         door   200   200   403    403   403   403   403    403   403   403
POST /consents/letters/new                         door   done  done  403    403   403   403   403    403   403   403
GET  /residents/{resident}/consents/letters/new    door   403   403   403    403   403   403   403    403   200   404
POST /residents/{resident}/consents/letters/new    door   403   403   403    403   403   403   403    403   done  404
POST /residents/{nile_resident}/consents/letters/new door 403  403   403    403   403   403   403    403   404   done
POST /residents/{mother}/consents/letters/new      door   403   403   403    403   403   403   403    403   404   404
"""

_DAYS = {"first": "2026-11-20", "last": "2026-11-24", "language": "en"}
_OURS = _DAYS | {"consent_id": "{letter_consent}"}
_NILE = _DAYS | {"consent_id": "{nile_letter_consent}"}
_GIVEN = {"recipient_name": "District court", "until": "2026-12-24"}
_SIGNED = _GIVEN | {"signed": "y"}

BODIES = {
    "POST /letters/preview": _OURS,
    "POST /letters/preview?nile": _NILE,
    "POST /letters": _OURS,
    "POST /letters?nile": _NILE,
    "POST /letters?ended": _DAYS | {"consent_id": "{ended_letter_consent}"},
    "POST /letter-verification": {"code": "{letter_code}"},
    "POST /letter-verification?nile": {"code": "{nile_letter_code}"},
    "POST /letter-verification?ended": {"code": "{ended_letter_code}"},
    "POST /letter-verification?wrong": {"code": "0000-0000-0000-0000"},
    "POST /consents/letters/new": _GIVEN,
    "POST /residents/{resident}/consents/letters/new": _SIGNED,
    "POST /residents/{nile_resident}/consents/letters/new": _SIGNED,
    "POST /residents/{mother}/consents/letters/new": _SIGNED,
}
