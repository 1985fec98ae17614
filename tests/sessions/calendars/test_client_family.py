"""The calendar program as one word: nothing else of what it says about a phone is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.calendars.client_family import FAMILIES, client_family


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        ("iOS/26.0 (23A123) dataaccessd/1.0", "apple"),
        ("macOS/14.6.1 (23G93) dataaccessd/1.0", "apple"),
        ("macOS/14.0 (23A344) CalendarAgent/988", "apple"),
        ("Mac+OS+X/10.15.7 (19H2) CalendarAgent/930.5.1", "apple"),
        (
            "DAVKit/4.0.1 (730); CalendarStore/4.0.1 (973); iCal/4.0.1 (1374); Mac OS X/10.6.1 (10B504)",
            "apple",
        ),
        ("Google-Calendar-Importer", "google"),
        ("Mozilla/5.0 (compatible; Google-Calendar-Importer)", "google"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "outlook"),
        ("Microsoft.Exchange/15.20 (ExchangeServicesClient)", "outlook"),
        ("Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "outlook"),
        ("Outlook-iOS/2.0", "outlook"),
        ("MacOutlook/16.89 (Intelx64 Mac OS X 14.6.1)", "outlook"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0", "thunderbird"),
        ("ICSx5/2.2.1 (ical4j/3.2.19; okhttp) Android/14", "icsx5"),
        ("DAVx5/4.4.1-ose (dav4jvm; okhttp/4.12.0) Android/14", "icsx5"),
        ("Evolution/3.52.3", "gnome"),
        ("gnome-calendar/46.1", "gnome"),
        ("Mozilla/5.0 (X11; Linux x86_64) KIO/5.86 akonadi_davgroupware_resource_1/5.18.2 (21.08.2)", "kde"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) KOrganizer/6.1", "kde"),
        ("vdirsyncer/0.19.2", "khal"),
        ("khal/0.11.3", "khal"),
        # Browsers and programs of other kinds are nobody's calendar.
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6 Safari/605",
            "other",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
            "other",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "other"),
        ("curl/8.5.0", "other"),
        ("python-requests/2.32", "other"),
        ("", "other"),
        (None, "other"),
        ("x" * 400 + " Thunderbird/128", "other"),
    ],
)
def test_a_program_is_known_by_its_family(agent: str | None, family: str) -> None:
    assert client_family(agent) == family


def test_these_are_the_families() -> None:
    assert sorted(FAMILIES) == [
        "apple", "gnome", "google", "icsx5", "kde", "khal", "other", "outlook", "thunderbird",
    ]  # fmt: skip


@given(st.text())
def test_any_words_end_in_a_family(agent: str) -> None:
    assert client_family(agent) in FAMILIES
