"""Who gets what: attendance in numbers."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /attendance                                   door   403   403   403    403   403   403   403    403   200   200
GET  /attendance.csv                               door   403   403   403    403   403   403   403    403   200   200
GET  /attendance/word                              door   403   403   403    403   403   403   403    403   200   200
"""

BODIES: dict[str, dict[str, str]] = {}
