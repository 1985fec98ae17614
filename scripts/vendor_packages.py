"""The npm packages that the vendored assets come from: versions and integrity are pinned here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: where it goes, and the sha512 its archive must have (base64, as npm prints it)."""

    name: str
    version: str
    licence: str
    folder: str
    sha512: str
    taken: str


BOOTSTRAP = Package(
    "bootstrap", "5.3.9", "MIT", "bootstrap",
    "20cU0rcfw8WdxtVbmfU+xT2EjvVTw9Ror/h1Qvd7DXCujRg8OO9mdBCsmTHdJFf3BuadmBNJtgIuUXsBqSkk/w==",
    "bootstrap.min.css, bootstrap.rtl.min.css",
)  # fmt: skip
ICONS_PACKAGE = Package(
    "bootstrap-icons", "1.13.2", "MIT", "bootstrap-icons",
    "fAU1Ly3dH7hwRg+CB8EZ0Vl0fF80zgXHeUVJyfUOKzoURr+TbwISbCW5tKUoQLERaWYG2emTCybcPbD96hdD1A==",
    "the icons in use, as symbols of icons.svg",
)  # fmt: skip
PLEX = Package(
    "@fontsource/ibm-plex-sans", "5.3.0", "OFL-1.1", "plex-sans",
    "CbE4CbbEEZJX860XyUiRpsksXIQR8Rp2XDva2VO53NJox9tVNtusrysd2x5YkUEY3ErQ66W1IiiQL8/wihhw5w==",
    "latin, latin-ext, cyrillic, cyrillic-ext at 400, 500, 600 (woff2)",
)  # fmt: skip
PLEX_ARABIC = Package(
    "@fontsource/ibm-plex-sans-arabic", "5.3.0", "OFL-1.1", "plex-sans-arabic",
    "ZZ4g+JDgQY0NqSh4o0MNWU1sHQmtcee1g++aKAwyJvZxnT5y51JXsN1cIXnaQaMd40dcbK6QFYa+Z1LbaiNuqA==",
    "arabic at 400, 500, 600 (woff2)",
)  # fmt: skip
HTMX = Package(
    "htmx.org", "2.0.11", "0BSD", "htmx",
    "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
    "htmx.min.js",
)  # fmt: skip
EVENT_CALENDAR = Package(
    "@event-calendar/build", "5.10.1", "MIT", "event-calendar",
    "iAR/l5oeFwqt7mfjBGsrpTiWFOt8yfI7PxV0OqnGaTzZGxvre2QeI0TNNlTpuefoMPd15qseQlfWpxiORzJOMA==",
    "event-calendar.min.js, event-calendar.min.css",
)  # fmt: skip
IDB = Package(
    "idb", "8.0.4", "ISC", "idb",
    "jd0ITCrN+Zah4J7R/Z2jnR3W7A4BXDAjmo62MwWuSjxCiueUAf7X5rbodEdidWzeknwXHmLpdZkoiiCppNi30Q==",
    "index.js",
)  # fmt: skip
PACKAGES = (BOOTSTRAP, ICONS_PACKAGE, PLEX, PLEX_ARABIC, HTMX, EVENT_CALENDAR, IDB)
