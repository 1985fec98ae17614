"""Who gets what: marks that wait, who checked in, and closing a day."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /held-marks                                   door   403   403   403    403   403   200   200    200   200   200
POST /held-marks/{held}/settlement                 door   403   403   403    403   403   done  404    404   done  404
POST /held-marks/{brought}/settlement              door   403   403   403    403   403   404   404    404   done  404
POST /held-marks/{nile_held}/settlement            door   403   403   403    403   403   404   404    404   404   done
POST /registers/{register}/checked-in              door   403   403   403    403   403   done  404    404   done  404
POST /registers/{nile_register}/checked-in         door   403   403   403    403   403   404   404    404   404   lead
GET  /daily-close                                  door   403   403   403    403   403   403   403    200   200   200
POST /daily-close                                  door   403   403   403    403   403   403   403    done  done  done
"""

BODIES = {
    "POST /held-marks/{held}/settlement": {"keep": "theirs"},
    "POST /held-marks/{brought}/settlement": {"keep": "theirs"},
    "POST /held-marks/{nile_held}/settlement": {"keep": "theirs"},
    "POST /daily-close": {"day": "2026-11-23", "known": "y"},
}
