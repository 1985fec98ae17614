"""Which calendar program asked, as one word, so that what it calls itself need not be kept."""

import re

OTHER = "other"
LONGEST_AGENT = 300

# In this order: Outlook for iOS also says "iOS/", and KDE and Thunderbird also say "Mozilla/5.0".
SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (family, re.compile(signs, re.IGNORECASE))
    for family, signs in (
        ("thunderbird", r"thunderbird|betterbird"),
        ("icsx5", r"icsx5|icsx⁵|icsdroid|davx5|davx⁵|davdroid"),
        ("google", r"google[-_ ]?calendar"),
        ("outlook", r"outlook|exchange|ms-office|microsoft office"),
        ("khal", r"\bkhal\b|vdirsyncer|pimsync"),
        ("gnome", r"evolution|gnome-calendar"),
        ("kde", r"akonadi|korganizer|kontact|merkuro|\bkio/"),
        (
            "apple",
            r"dataaccessd|calendaragent|calendarstore|(^|[ ;])(ios|ipados|macos|watchos|visionos|ical)/\d",
        ),
    )
)

FAMILIES: tuple[str, ...] = (*(family for family, _ in SIGNS), OTHER)


def client_family(agent: str | None) -> str:
    """Give a User-Agent header's family, a word of ``FAMILIES``; unknown, browser or missing is ``other``."""
    said = (agent or "")[:LONGEST_AGENT]
    return next((family for family, signs in SIGNS if signs.search(said)), OTHER)
