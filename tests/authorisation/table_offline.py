"""Who gets what a device needs without the network: what names nobody is everybody's, a pass is the staff's."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /offline                                      200
GET  /offline?lang=ar                              200
GET  /sw.js                                        200
GET  /manifest.webmanifest                         200
GET  /offline/pass                                 door   403   403   403    403   403   200   200    200   200   200
"""

BODIES: dict[str, dict[str, str]] = {}
