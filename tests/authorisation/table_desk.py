"""Who gets what: people's cards, stays, roles and ties; all of it the manager's, each house's its own."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /people                                       door   403   403   403    403   403   403   403    403   200   200
GET  /people/{resident}                            door   403   403   403    403   403   403   403    403   200   404
GET  /people/{mother}                              door   403   403   403    403   403   403   403    403   200   404
GET  /people/{facilitator}                         door   403   403   403    403   403   403   403    403   200   404
GET  /people/{nile_resident}                       door   403   403   403    403   403   403   403    403   404   200
GET  /people/{nothing}                             door   403   403   403    403   403   403   403    403   404   404
GET  /people/{resident}/card                       door   403   403   403    403   403   403   403    403   200   404
POST /people/{resident}/card                       door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/card                  door   403   403   403    403   403   403   403    403   404   done
GET  /people/{resident}/description                door   403   403   403    403   403   403   403    403   200   404
POST /people/{resident}/description                door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/description           door   403   403   403    403   403   403   403    403   404   done
GET  /residents/new                                door   403   403   403    403   403   403   403    403   200   200
POST /residents/new                                door   403   403   403    403   403   403   403    403   done  done
GET  /staff/new                                    door   403   403   403    403   403   403   403    403   200   200
POST /staff/new                                    door   403   403   403    403   403   403   403    403   done  done
POST /people/{graduate}/admission                  door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_graduate}/admission             door   403   403   403    403   403   403   403    403   404   done
POST /people/{resident}/stages                     door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/stages                door   403   403   403    403   403   403   403    403   404   422
POST /people/{resident}/leaves                     door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/leaves                door   403   403   403    403   403   403   403    403   404   done
POST /leaves/{leave_ahead}/withdrawal              door   403   403   403    403   403   403   403    403   done  404
POST /leaves/{nile_leave_ahead}/withdrawal         door   403   403   403    403   403   403   403    403   404   done
POST /people/{resident}/discharge                  door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_resident}/discharge             door   403   403   403    403   403   403   403    403   404   done
POST /people/{facilitator}/roles                   door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_facilitator}/roles              door   403   403   403    403   403   403   403    403   404   done
POST /roles/{facilitators_role}/ending             door   403   403   403    403   403   403   403    403   done  404
POST /roles/{nile_facilitators_role}/ending        door   403   403   403    403   403   403   403    403   404   done
POST /ties/{mothers_tie}/ending                    door   403   403   403    403   403   403   403    403   done  404
POST /ties/{nile_tie}/ending                       door   403   403   403    403   403   403   403    403   404   done
POST /people/{graduate}/account                    door   403   403   403    403   403   403   403    403   done  404
POST /people/{nile_graduate}/account               door   403   403   403    403   403   403   403    403   404   done
"""

_NAME = {"given_name": "Hanna", "surname": "Adamska", "alias": "", "language": "pl"}
_CARD = _NAME | {"birth_date": ""}
_ADMITTED = {"capacity": "resident", "reason": "court", "signed": "y"}
_LEAVE = {"from_day": "2026-11-27", "from_time": "14:00", "to_day": "2026-11-29", "to_time": "18:00"}
_LIKES = {"sex": "f", "speaks": "pl", "interests": "music"}
_BOTH = {
    "card": _CARD | {"as_read": ""},
    "description": _LIKES | {"as_read": ""},
    "leaves": _LEAVE,
    "discharge": {"meant": "y"},
}

BODIES = {
    **{f"POST /people/{{{who}}}/{what}": body for who in ("resident", "nile_resident") for what, body in _BOTH.items()},
    "POST /residents/new": _CARD | _ADMITTED,
    "POST /staff/new": _NAME | {"role": "nurse", "login": "hanna"},
    "POST /people/{graduate}/admission": _ADMITTED,
    "POST /people/{nile_graduate}/admission": _ADMITTED,
    "POST /people/{resident}/stages": {"stage": "{second_stage}", "because": ""},
    # A stage of the other house is none of this one's.
    "POST /people/{nile_resident}/stages": {"stage": "{second_stage}", "because": ""},
    "POST /people/{facilitator}/roles": {"role": "nurse"},
    "POST /people/{nile_facilitator}/roles": {"role": "nurse"},
    "POST /people/{graduate}/account": {"login": "hanna"},
    "POST /people/{nile_graduate}/account": {"login": "hanna"},
}
