"""Who gets what: hours rules, and templates of a week."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /hours-rules                                  door   403   403   403    403   403   403   403    403   200   200
POST /hours-rules                                  door   403   403   403    403   403   403   403    403   done  done
GET  /hours-rules/{hours_rule}                     door   403   403   403    403   403   403   403    403   200   404
GET  /hours-rules/{nile_hours_rule}                door   403   403   403    403   403   403   403    403   404   200
POST /hours-rules/{hours_rule}                     door   403   403   403    403   403   403   403    403   done  404
POST /hours-rules/{nile_hours_rule}                door   403   403   403    403   403   403   403    403   404   done
POST /hours-rules/{hours_rule}/ending              door   403   403   403    403   403   403   403    403   done  404
POST /hours-rules/{nile_hours_rule}/ending         door   403   403   403    403   403   403   403    403   404   done

# Templates are for every house of the organisation; only the house that kept one takes it out of use.
GET  /week-templates                               door   403   403   403    403   403   403   403    403   200   200
POST /week-templates                               door   403   403   403    403   403   403   403    403   done  done
GET  /week-templates/daytop                        door   403   403   403    403   403   403   403    403   200   200
GET  /week-templates/{template}                    door   403   403   403    403   403   403   403    403   200   200
GET  /week-templates/{nile_template}               door   403   403   403    403   403   403   403    403   200   200
GET  /week-templates/{strangers_template}          door   403   403   403    403   403   403   403    403   404   404
GET  /week-templates/nowhere                       door   403   403   403    403   403   403   403    403   404   404
GET  /week-templates/daytop/application            door   403   403   403    403   403   403   403    403   200   200
GET  /week-templates/{template}/application        door   403   403   403    403   403   403   403    403   200   200
GET  /week-templates/{strangers_template}/application  door 403 403   403    403   403   403   403    403   404   404
POST /week-templates/daytop/application            door   403   403   403    403   403   403   403    403   done  done
# A preview does everything and undoes it: nothing changes.
POST /week-templates/daytop/application?only=look  door   403   403   403    403   403   403   403    403   200   200
# At home nothing would be different.
POST /week-templates/{nile_template}/application   door   403   403   403    403   403   403   403    403   done  lead
POST /week-templates/{strangers_template}/application  door 403 403   403    403   403   403   403    403   404   404
POST /week-templates/{template}/retirement         door   403   403   403    403   403   403   403    403   done  404
POST /week-templates/{nile_template}/retirement    door   403   403   403    403   403   403   403    403   404   done
POST /week-templates/{strangers_template}/retirement  door  403 403   403    403   403   403   403    403   done  404
"""

_RULE = {"as_read": "", "types": "process_group", "total_minutes": "5", "source": "Our contract", "name_en": "Ours"}
_USE = {"from_day": "2026-11-30", "rooms": "make"}

BODIES = {
    "POST /hours-rules": {"stage": "", "preset": "halfway", "from_day": "2026-11-24"},
    "POST /hours-rules/{hours_rule}": _RULE,
    "POST /hours-rules/{nile_hours_rule}": _RULE,
    "POST /hours-rules/{hours_rule}/ending": {"day": "2026-12-01"},
    "POST /hours-rules/{nile_hours_rule}/ending": {"day": "2026-12-01"},
    "POST /week-templates": {"name_en": "Spring week", "day": "2026-11-24"},
    "POST /week-templates/daytop/application": _USE | {"step": "save", "anyway": "y"},
    "POST /week-templates/daytop/application?only=look": _USE | {"step": "preview"},
    "POST /week-templates/{nile_template}/application": _USE | {"step": "save", "anyway": "y"},
    "POST /week-templates/{strangers_template}/application": _USE | {"step": "save", "anyway": "y"},
}
