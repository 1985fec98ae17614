"""Who gets what: mentoring, arranged by staff and lived by the two."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
# Arranged by managers (and counsellors), each in their own house.
GET  /mentoring                                    door   403   403   403    403   403   403   403    403   200   200
GET  /mentoring/elders                             door   403   403   403    403   403   403   403    403   200   200
POST /mentoring/elders                             door   403   403   403    403   403   403   403    403   done  404
POST /mentoring/elders/{elder}/ending           door   403   403   403    403   403   403   403    403   done  404
POST /mentoring/elders/{former}/ending             door   403   403   403    403   403   403   403    403   404   404
GET  /mentoring/newcomers/{newcomer}/suggestions   door   403   403   403    403   403   403   403    403   200   404
GET  /mentoring/newcomers/{nile_resident}/suggestions door 403 403  403    403   403   403   403    403   404   200
GET  /mentoring/newcomers/{mother}/suggestions     door   403   403   403    403   403   403   403    403   404   404
POST /mentoring/newcomers/{newcomer}/mentorships   door   403   403   403    403   403   403   403    403   done  404
POST /mentoring/newcomers/{nile_resident}/mentorships door 403 403  403    403   403   403   403    403   404   422
GET  /mentorships/{pair}                           door   403   403   403    403   403   403   403    403   200   404
GET  /mentorships/{nile_pair}                      door   403   403   403    403   403   403   403    403   404   200
GET  /mentorships/{nothing}                        door   403   403   403    403   403   403   403    403   404   404
POST /mentorships/{asked_pair}/agreement           door   403   403   403    403   403   403   403    403   done  404
POST /mentorships/{pair}/ending                    door   403   403   403    403   403   403   403    403   done  404
POST /mentorships/{nile_pair}/ending               door   403   403   403    403   403   403   403    403   404   done
POST /mentorships/{pair}/handover                  door   403   403   403    403   403   403   403    403   done  404
POST /mentorships/{nile_pair}/handover             door   403   403   403    403   403   403   403    403   404   422
POST /mentorships/{pair}/contacts                  door   403   403   403    403   403   403   403    403   done  404
POST /mentorships/{pair}/hours                     door   403   403   403    403   403   403   403    403   done  404
POST /mentorships/{pair}/hours/{pair_hour}/ending  door   403   403   403    403   403   403   403    403   done  404
POST /mentorships/{pair}/hours/{nile_pair_hour}/ending door 403 403 403    403   403   403   403    403   404   404
POST /mentorships/{nile_pair}/hours/{nile_pair_hour}/ending door 403 403 403 403 403   403   403    403   404   done
POST /mentorships/{pair}/change-requests/{pair_request}/answer door 403 403 403 403 403 403  403    403   done  404
POST /mentorships/{pair}/change-requests/{nile_pair_request}/answer door 403 403 403 403 403 403 403 403   404   404

POST /mentoring/elders/{nile_elder}/ending         door   403   403   403    403   403   403   403    403   404   done
POST /mentorships/{nile_pair}/agreement            door   403   403   403    403   403   403   403    403   404   lead
POST /mentorships/{nile_pair}/contacts             door   403   403   403    403   403   403   403    403   404   done
POST /mentorships/{nile_pair}/hours                door   403   403   403    403   403   403   403    403   404   done
POST /mentorships/{nile_pair}/change-requests/{nile_pair_request}/answer door 403 403 403 403 403 403 403 403 404 done

# The two themselves: Yusuf stands by the latecomer and was asked for the newcomer; the latecomer stands by Piotr.
GET  /mentoring/mine                               door   200   200   403    403   403   403   403    403   403   403
GET  /mentoring/mine/{pair}                        door   200   404   403    403   403   403   403    403   403   403
GET  /mentoring/mine/{others_pair}                 door   404   200   403    403   403   403   403    403   403   403
GET  /mentoring/mine/{nile_pair}                   door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{asked_pair}/agreement        door   done  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{asked_pair}/refusal          door   done  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/agreement              door   lead  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/contacts               door   done  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{others_pair}/contacts        door   404   done  403    403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/hours                  door   done  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/hours/{pair_hour}/ending door done  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/hours/{nile_pair_hour}/ending door 404 404 403   403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/change-requests        door   lead  404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{others_pair}/change-requests door   404   done  403    403   403   403   403    403   403   403
POST /mentoring/mine/{pair}/sharing                door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{others_pair}/sharing         door   404   done  403    403   403   403   403    403   403   403
POST /mentoring/mine/{others_pair}/sharing/ending  door   404   lead  403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/agreement door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/refusal door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/contacts door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/hours door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/hours/{nile_pair_hour}/ending door 404 404 403 403 403 403 403 403 403 403
POST /mentoring/mine/{nile_pair}/change-requests door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/sharing/ending door   404   404   403    403   403   403   403    403   403   403
POST /mentoring/mine/{nile_pair}/sharing           door   404   404   403    403   403   403   403    403   403   403
"""

_CONTACT = {"kind": "talked", "at": "", "next_on": ""}
_HOUR = {"day": "2026-11-26", "start": "17:00", "end": "17:45"}
_ELDER = {"person_id": "{elder}"}

BODIES = {
    "POST /mentoring/elders": {"person_id": "{former}"},
    "POST /mentoring/newcomers/{newcomer}/mentorships": _ELDER,
    "POST /mentoring/newcomers/{nile_resident}/mentorships": _ELDER,
    "POST /mentorships/{asked_pair}/agreement": {"who": "newcomer"},
    "POST /mentorships/{pair}/ending": {"because": "finished"},
    "POST /mentorships/{nile_pair}/ending": {"because": "finished"},
    "POST /mentorships/{pair}/handover": _ELDER,
    "POST /mentorships/{nile_pair}/handover": _ELDER,
    "POST /mentorships/{pair}/contacts": _CONTACT,
    "POST /mentorships/{pair}/hours": _HOUR,
    "POST /mentorships/{pair}/change-requests/{pair_request}/answer": {"answer": "kept"},
    "POST /mentorships/{pair}/change-requests/{nile_pair_request}/answer": {"answer": "kept"},
    "POST /mentorships/{nile_pair}/agreement": {"who": "newcomer"},
    "POST /mentorships/{nile_pair}/contacts": _CONTACT,
    "POST /mentorships/{nile_pair}/hours": _HOUR,
    "POST /mentorships/{nile_pair}/change-requests/{nile_pair_request}/answer": {"answer": "kept"},
    "POST /mentoring/mine/{nile_pair}/contacts": _CONTACT,
    "POST /mentoring/mine/{nile_pair}/hours": _HOUR,
    "POST /mentoring/mine/{pair}/contacts": _CONTACT,
    "POST /mentoring/mine/{others_pair}/contacts": _CONTACT,
    "POST /mentoring/mine/{pair}/hours": _HOUR,
}
