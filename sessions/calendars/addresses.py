"""The ways to put one address into a calendar program, and who can reach it at all."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

# Names that only mean something on the house's own network (RFC 6761, 6762, 8375; the rest by custom).
AT_HOME = (
    ".local",
    ".localhost",
    ".lan",
    ".home",
    ".home.arpa",
    ".internal",
    ".intranet",
    ".test",
    ".invalid",
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address in the shapes that calendar programs take."""

    plain: str
    webcal: str
    google: str
    outlook: str


def address_of(public_url: str, path: str) -> Address:
    """Give the address in every shape; ``public_url`` is where people reach the app, without a path."""
    plain = f"{public_url}{path}"
    webcal = f"webcal://{plain.split('://', 1)[1]}"
    return Address(
        plain=plain,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?url={quote(plain, safe='')}",
    )


def reachable_from_outside(public_url: str) -> bool:
    """Whether a server on the internet could fetch from there: no loopback, no private address or name."""
    host = (urlsplit(public_url).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(AT_HOME)
