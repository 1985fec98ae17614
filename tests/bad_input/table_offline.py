"""Bad input to what a device asks by itself: a pass, the worker, the manifest and the page without network."""

from tests.bad_input.shapes import Bad

WAY = "This cannot be done in this way."
NOT_YOURS = "This page is not for you to open. Nothing is wrong on your side."
NOTHING = "There is nothing here, or it is not for you to see."

ROWS = [
    Bad("a resident asks for a pass", "resident", "/offline/pass", None, 403, NOT_YOURS, "GET"),
    Bad("a relative asks for a pass", "mother", "/offline/pass", None, 403, NOT_YOURS, "GET"),
    *(
        Bad(f"sent as {method}", who, path, {}, 405, WAY, method)
        for method in ("POST", "PUT", "DELETE")
        for who, path in (
            ("facilitator", "/offline/pass"),
            ("facilitator", "/offline"),
            ("nobody", "/sw.js"),
            ("nobody", "/manifest.webmanifest"),
        )
    ),
    Bad("another page of it", "nobody", "/offline/register", None, 404, NOTHING, "GET"),
    Bad("a worker of a folder", "nobody", "/static/sw.js", None, 404, NOTHING, "GET"),
    Bad("a worker out of its folder", "nobody", "/static/../sw.js/..", None, 404, NOTHING, "GET"),
]
