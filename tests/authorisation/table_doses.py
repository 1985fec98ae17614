"""Who gets what: the hours residents received, and one's own."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /hours-received                               door   403   403   403    403   403   403   403    403   200   200
GET  /hours-received/weeks                         door   403   403   403    403   403   403   403    403   200   200
GET  /hours-received/short                         door   403   403   403    403   403   403   403    403   200   200
GET  /hours-received/stages/{last_stage}           door   403   403   403    403   403   403   403    403   200   404
GET  /hours-received/stages/{nile_last_stage}      door   403   403   403    403   403   403   403    403   404   200
GET  /hours-received/residents/{resident}          door   403   403   403    403   403   403   403    403   200   404
GET  /hours-received/residents/{nile_resident}     door   403   403   403    403   403   403   403    403   404   200
GET  /hours-received/residents/{resident}/marks    door   403   403   403    403   403   403   403    403   200   404
GET  /hours-received/residents/{nile_resident}/marks door 403   403   403    403   403   403   403    403   404   200
# Whoever works in the house has no hours of their own to receive.
GET  /hours-received/residents/{facilitator}       door   403   403   403    403   403   403   403    403   404   404
GET  /record/hours                                 door   200   200   403    403   403   403   403    403   403   403
GET  /record/hours/marks                           door   200   200   403    403   403   403   403    403   403   403
"""

BODIES: dict[str, dict[str, str]] = {}
