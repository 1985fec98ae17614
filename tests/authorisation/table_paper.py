"""Who gets what: sheets for the roll call and typing them back; they are for who keeps the register."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
POST /occurrences/{group_today}/roll-sheets        door   403   403   403    403   403   done  404    404   done  404
POST /occurrences/{nile_today}/roll-sheets         door   403   403   403    403   403   404   404    404   404   done
POST /occurrences/{lunch_today}/roll-sheets        door   403   403   403    403   403   404   404    404   422   404
POST /occurrences/{group_cancelled}/roll-sheets    door   403   403   403    403   403   422   404    404   422   404
# All that they keep themselves; who keeps nothing on that day gets none.
POST /roll-sheets                                  door   403   403   403    403   403   done  422    422   done  done
GET  /roll-sheets                                  door   403   403   403    403   403   200   200    200   200   200
GET  /roll-sheets?code={roll_code}                 door   403   403   403    403   403   lead  404    404   lead  404
GET  /roll-sheets?code={nile_roll_code}            door   403   403   403    403   403   404   404    404   404   lead
GET  /roll-sheets/{roll_sheet}                     door   403   403   403    403   403   200   404    404   200   404
GET  /roll-sheets/{nile_roll_sheet}                door   403   403   403    403   403   404   404    404   404   200
GET  /roll-sheets/{roll_sheet}.pdf                 door   403   403   403    403   403   200   404    404   200   404
GET  /roll-sheets/{nile_roll_sheet}.pdf            door   403   403   403    403   403   404   404    404   404   200
GET  /roll-sheets/{roll_sheet}/marks               door   403   403   403    403   403   200   404    404   200   404
GET  /roll-sheets/{nile_roll_sheet}/marks          door   403   403   403    403   403   404   404    404   404   200
POST /roll-sheets/{roll_sheet}/marks               door   403   403   403    403   403   done  404    404   done  404
POST /roll-sheets/{nile_roll_sheet}/marks          door   403   403   403    403   403   404   404    404   404   done
"""

BODIES = {
    "POST /roll-sheets": {"day": "2026-11-24"},
    "POST /roll-sheets/{roll_sheet}/marks": {"word.{resident}": "l 10"},
    "POST /roll-sheets/{nile_roll_sheet}/marks": {"word.{nile_resident}": "p"},
}
