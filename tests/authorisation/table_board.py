"""Who gets what: the wall board, its preview, what it does not name, and one's own name on it."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
# Only an enrolled television: the browser of none of these is one.
GET  /board                                        403
GET  /board/now                                    403
GET  /board/preview                                door   403   403   403    403   403   403   403    403   200   200
GET  /board/preview/now                            door   403   403   403    403   403   403   403    403   200   200
GET  /house/wall                                   door   403   403   403    403   403   403   403    403   200   200
POST /house/wall                                   door   403   403   403    403   403   403   403    403   done  done
# Nobody chooses for a resident, whoever they are.
GET  /wall-name                                    door   200   200   403    403   403   403   403    403   403   403
POST /wall-name                                    door   done  done  403    403   403   403   403    403   403   403
"""

BODIES = {
    "POST /house/wall": {"as_read": "", "unnamed_types": "creative"},
    "POST /wall-name": {"shown_as": "initial"},
}
