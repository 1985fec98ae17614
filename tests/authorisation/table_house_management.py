"""Who gets what: the house itself, its rooms, stages, week, residents' tables; the first day; the demonstration."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /house                                        door   403   403   403    403   403   403   403    403   200   200
GET  /house/settings                               door   403   403   403    403   403   403   403    403   200   200
POST /house/settings                               door   403   403   403    403   403   403   403    403   done  done
GET  /house/crisis-numbers                         door   403   403   403    403   403   403   403    403   200   200
POST /house/crisis-numbers                         door   403   403   403    403   403   403   403    403   done  done
GET  /house/mentoring                              door   403   403   403    403   403   403   403    403   200   200
POST /house/mentoring                              door   403   403   403    403   403   403   403    403   done  done

GET  /rooms                                        door   403   403   403    403   403   403   403    403   200   200
GET  /rooms?as=table                               door   403   403   403    403   403   403   403    403   200   200
POST /rooms                                        door   403   403   403    403   403   403   403    403   done  done
GET  /rooms/{hall_room}                            door   403   403   403    403   403   403   403    403   200   404
GET  /rooms/{nile_room}                            door   403   403   403    403   403   403   403    403   404   200
POST /rooms/{hall_room}                            door   403   403   403    403   403   403   403    403   done  404
POST /rooms/{nile_room}                            door   403   403   403    403   403   403   403    403   404   done
POST /rooms/{spare_room}/retirement                door   403   403   403    403   403   403   403    403   done  404
POST /rooms/{nile_spare_room}/retirement           door   403   403   403    403   403   403   403    403   404   done
# Something is planned there.
POST /rooms/{hall_room}/retirement                 door   403   403   403    403   403   403   403    403   422   404

GET  /stages                                       door   403   403   403    403   403   403   403    403   200   200
POST /stages                                       door   403   403   403    403   403   403   403    403   done  done
GET  /stages/{last_stage}                          door   403   403   403    403   403   403   403    403   200   404
GET  /stages/{nile_last_stage}                     door   403   403   403    403   403   403   403    403   404   200
POST /stages/{last_stage}                          door   403   403   403    403   403   403   403    403   done  404
POST /stages/{nile_last_stage}                     door   403   403   403    403   403   403   403    403   404   done

# A preview does everything and undoes it: nothing changes.
GET  /week-file                                    door   403   403   403    403   403   403   403    403   200   200
POST /week-file/preview                            door   403   403   403    403   403   403   403    403   200   200
POST /week-file                                    door   403   403   403    403   403   403   403    403   done  done
GET  /residents/file                               door   403   403   403    403   403   403   403    403   200   200
GET  /residents/file/template                      door   403   403   403    403   403   403   403    403   200   200
POST /residents/file/preview                       door   403   403   403    403   403   403   403    403   422   422
POST /residents/file                               door   403   403   403    403   403   403   403    403   done  done
POST /residents/file/left-out                      door   403   403   403    403   403   403   403    403   200   200

# Somebody manages a house here: the first page is none any more, for anybody.
GET  /first-day                                    404
POST /first-day                                    404
GET  /first-day/rooms                              door   403   403   403    403   403   403   403    403   200   200
POST /first-day/rooms                              door   403   403   403    403   403   403   403    403   done  done
GET  /first-day/stages                             door   403   403   403    403   403   403   403    403   200   200
POST /first-day/stages                             door   403   403   403    403   403   403   403    403   done  done
GET  /first-day/week                               door   403   403   403    403   403   403   403    403   200   200
GET  /first-day/residents                          door   403   403   403    403   403   403   403    403   200   200
GET  /first-day/done                               door   403   403   403    403   403   403   403    403   200   200

# These houses are no demonstration.
GET  /demonstration                                door   403   403   403    403   403   403   403    403   404   404
POST /demonstration/removal                        door   403   403   403    403   403   403   403    403   404   404
"""

# One person with a signed consent, packed as the preview carries it.
_CARRIED = "eJxLyywqLlHIS8xNtS4uLQLTJUWpiSW5qXklCsn5ecUgujgzPS81hcspsagkv7jK2i+/PDHbujK1mAsA97cXow=="
_WEEK = {"week": "work-based-community"}
_READ = {"as_read": ""}
_HABITS = {"language": "en", "week_starts": "sun", "feed_title_en": "A visit", "consent_days": "60"}
_HABITS |= {"register_due_minutes": "60"}

BODIES = {
    "POST /house/settings": _READ | _HABITS | {"name_en": "Garden House by the lake"},
    "POST /house/crisis-numbers": _READ | {"called": "Night phone", "number": "555 0100"},
    "POST /house/mentoring": _READ
    | {
        "newcomer_days": "21",
        "elders_at_first": "2",
        "elders_later": "1",
        "newcomers_per_elder": "2",
        "contact_every_days": "4",
        "elders_of_same_sex": "any",
    },
    "POST /rooms": {"name_en": "Music room", "capacity": "12"},
    "POST /rooms/{hall_room}": _READ | {"name_en": "Great hall", "capacity": "50"},
    "POST /rooms/{nile_room}": _READ | {"name_en": "Great hall", "capacity": "50"},
    "POST /stages": {"name_en": "Later", "phase": "aftercare"},
    "POST /stages/{last_stage}": _READ | {"name_en": "Later", "phase": "aftercare"},
    "POST /stages/{nile_last_stage}": _READ | {"name_en": "Later", "phase": "aftercare"},
    "POST /week-file/preview": _WEEK,
    "POST /week-file": _WEEK,
    "POST /residents/file": {"carried": _CARRIED},
    "POST /residents/file/left-out": {"carried": _CARRIED},
    "POST /first-day/rooms": {"name": "Loft", "capacity": "3"},
    "POST /first-day/stages": {"name": "Later", "phase": "aftercare"},
}
