"""The kind of device somebody signs in on, as one word: nothing else of what a browser says is kept."""

from foundation.messages import N_

# Asked in this order: an Android phone says Linux too, and an iPhone says Mac.
_SIGNS = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("CrOS", "chromebook"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)
DEVICES = {
    "iphone": N_("iPhone"),
    "ipad": N_("iPad"),
    "android": N_("Android phone or tablet"),
    "windows": N_("Windows computer"),
    "chromebook": N_("Chromebook"),
    "mac": N_("Mac"),
    "linux": N_("Linux computer"),
    "other": N_("Another device"),
}


def device_of(agent: str | None) -> str:
    """The key in DEVICES of a User-Agent; "other" for what is not known."""
    text = (agent or "")[:400]
    return next((device for sign, device in _SIGNS if sign in text), "other")
