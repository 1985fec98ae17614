"""Who gets what: the programme as a calendar file, out and in."""

TABLE = """
#    path                                          nobody resid other mother broth aunt  facil otherf night manag otherm
GET  /programme-file                               door   403   403   403    403   403   403   403    403   200   200
GET  /programme-file/programme.ics                 door   403   403   403    403   403   403   403    403   200   200
# A preview does everything and undoes it: nothing changes.
POST /programme-file/preview                       door   403   403   403    403   403   403   403    403   200   200
POST /programme-file                               door   403   403   403    403   403   403   403    403   done  done
"""

# A walk on Sundays, packed as the preview carries it.
_CARRIED = (
    "eJxFjrEKAjEQRPuF/RVJUhy4YJEzqwZzUTebHFdaa+/vG0/QqWZ4MDMjH2OmtveJc/CC0FhKvGRyG4Mwfik3zopQY6DX/flAKHWa"
    "vCw0ryloUS9KzrjBWrdVM5iuDqp4/ZRd1Z4QRGpiOgjfdjPzOS0IffRXv/r/kTfxpyb3"
)

BODIES = {
    "POST /programme-file/preview": {"carried": _CARRIED, "other_type": "leisure"},
    "POST /programme-file": {"carried": _CARRIED, "other_type": "leisure"},
}
