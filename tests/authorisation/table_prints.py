"""Who gets what: the day and the week on paper, and the same as PDFs."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /week-poster                                  door   200   200   200    200   200   200   200    200   200   200
GET  /week-poster?paper=a3                         door   200   200   200    200   200   200   200    200   200   200
GET  /day-sheet.pdf                                door   200   200   200    200   200   200   200    200   200   200
GET  /week-poster.pdf                              door   200   200   200    200   200   200   200    200   200   200
# The house's and a group's: whoever works there.
GET  /day-sheet?for=house                          door   404   404   404    404   404   200   200    200   200   200
GET  /week-poster?for=house                        door   404   404   404    404   404   200   200    200   200   200
GET  /day-sheet?group={choir}               door   404   404   404    404   404   200   200    200   200   404
GET  /week-poster?group={choir}             door   404   404   404    404   404   200   200    200   200   404
# A resident's: their own, and whoever works there.
GET  /day-sheet?resident={resident}                door   200   404   404    404   404   200   200    200   200   404
GET  /week-poster?resident={resident}              door   200   404   404    404   404   200   200    200   200   404
GET  /week-poster.pdf?resident={resident}          door   200   404   404    404   404   200   200    200   200   404
# A relative is no resident, whoever asks.
GET  /week-poster?resident={mother}                door   404   404   404    404   404   404   404    404   404   404
"""
BODIES: dict[str, object] = {}
