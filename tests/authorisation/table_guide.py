"""Who gets what: the page of help is everybody's who is signed in."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /help                                         door   200   200   200    200   200   200   200    200   200   200
"""

BODIES: dict[str, dict[str, str]] = {}
