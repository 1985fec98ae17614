"""Who gets what: notes. Who leads writes, who reviews reads the house's; residents and relatives none."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /notes                                        door   403   403   403    403   403   200   200    200   200   200
GET  /notes?show=all&q=a                           door   403   403   403    403   403   200   200    200   200   200
GET  /occurrences/{group_today}/notes              door   403   403   403    403   403   200   404    404   200   404
GET  /occurrences/{morning_today}/notes            door   403   403   403    403   403   200   404    404   200   404
GET  /occurrences/{group_tomorrow}/notes           door   403   403   403    403   403   200   404    404   200   404
GET  /occurrences/{nile_today}/notes               door   403   403   403    403   403   404   404    404   404   200
# The manager reviews and does not write: the sessions are not theirs.
POST /occurrences/{group_today}/notes              door   403   403   403    403   403   done  404    404   404   404
POST /occurrences/{nile_today}/notes               door   403   403   403    403   403   404   404    404   404   404
# A form is no autosave: what it holds is refused before anybody's right is looked at.
POST /occurrences/{group_today}/notes/drafts       door   403   403   403    403   403   422   422    422   422   422
POST /occurrences/{nile_today}/notes/drafts        door   403   403   403    403   403   422   422    422   422   422
GET  /notes/{group_note}                           door   403   403   403    403   403   200   404    404   200   404
GET  /notes/{draft_note}                           door   403   403   403    403   403   200   404    404   200   404
GET  /notes/{persons_note}                         door   403   403   403    403   403   200   404    404   200   404
GET  /notes/{nile_group_note}                      door   403   403   403    403   403   404   404    404   404   200
POST /notes/{draft_note}/signatures                door   403   403   403    403   403   done  404    404   422   404
POST /notes/{nile_group_note}/signatures           door   403   403   403    403   403   404   404    404   404   422
GET  /notes/{draft_note}/signatures                door   403   403   403    403   403   lead  404    404   lead  404
GET  /notes/{nile_group_note}/signatures           door   403   403   403    403   403   404   404    404   404   lead
POST /notes/{persons_note}/reviews                 door   403   403   403    403   403   403   403    403   done  404
POST /notes/{nile_group_note}/reviews              door   403   403   403    403   403   403   403    403   404   done
# What is not signed is not reviewed.
POST /notes/{draft_note}/reviews                   door   403   403   403    403   403   403   403    403   422   404
POST /notes/{persons_note}/additions               door   403   403   403    403   403   done  404    404   done  404
POST /notes/{nile_group_note}/additions            door   403   403   403    403   403   404   404    404   404   done
"""

_AUTHOR = {"capacity": "author", "text_id": "{draft_note_text}"}

BODIES = {
    "POST /occurrences/{group_today}/notes": {
        "text.group": "A calm hour. It rained.",
        "based_on.group": "{group_note_text}",
        "act": "save",
    },
    "POST /occurrences/{nile_today}/notes": {"text.group": "Not mine.", "act": "save"},
    "POST /notes/{draft_note}/signatures": _AUTHOR,
    "POST /notes/{nile_group_note}/signatures": {"capacity": "co_leader", "text_id": "{nile_group_note_text}"},
    "POST /notes/{persons_note}/reviews": {"text_id": "{persons_note_text}"},
    "POST /notes/{nile_group_note}/reviews": {"text_id": "{nile_group_note_text}"},
    "POST /notes/{draft_note}/reviews": {"text_id": "{draft_note_text}"},
    "POST /notes/{persons_note}/additions": {"text": "It was the evening."},
    "POST /notes/{nile_group_note}/additions": {"text": "It was the evening."},
}
