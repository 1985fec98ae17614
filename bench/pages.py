"""The pages and feeds beside views that do nothing."""

from collections.abc import Callable

from bench.client import Answer, Client
from bench.houses import DAY_TYPES, PASSWORD, Facts
from bench.report import Figure
from bench.rounds import beside

ROUNDS = 400
# Whoever is the first to look at a day, by the name of the figure.
READERS = {"day page, signed in": "resident", "day page, a manager's": "manager"}


def sure(client: Client, path: str, status: int = 200, **headers: str) -> Callable[[], Answer]:
    """Asking for a path, with an error for any other status: a quick refusal must not count as a quick page."""

    def asked() -> Answer:
        answer = client.get(path, **headers)
        if answer.status != status:
            raise RuntimeError(f"{answer.status} instead of {status}: {answer.body[:200]!r}")
        return answer

    return asked


def day_pages(port: int) -> list[Figure]:
    """The first page after signing in, for a resident and for a manager."""
    figures = []
    nothing = sure(Client(port), "/limits/nothing")
    for name, login in READERS.items():
        client = Client(port)
        client.sign_in(login, PASSWORD)
        page = sure(client, "/today")
        shown = page().body.count(b'<li class="')
        if shown < len(DAY_TYPES):
            raise RuntimeError(f"the day of {login} shows {shown} sessions only")
        found = beside(page, nothing, ROUNDS)
        figures.append(Figure(name, found.ratio, "x no-op", 3.0, found.words))
    return figures


def feeds(port: int, facts: Facts) -> list[Figure]:
    """Feeds whose bytes are kept, readers who hold the right bytes already, and a relative's, which is noted."""
    figures = []
    nobody, phone = Client(port), Client(port)
    unchanged = sure(nobody, "/limits/unchanged", 304)
    for events in (60, 1000):
        path = f"/feeds/{facts.feeds[str(events)]}.ics"
        fetch = sure(phone, path)
        first = _with_events(fetch, events)
        found = beside(fetch, sure(nobody, f"/limits/bytes/{len(first.body)}"), ROUNDS)
        figures.append(Figure(f"feed 200, {events} events", found.ratio, "x no-op", 1.3, found.words))
        again = sure(phone, path, 304, **{"If-None-Match": first.header(b"ETag").decode()})
        found = beside(again, unchanged, ROUNDS)
        name = "feed 304" if events == 60 else f"feed 304, {events} events"
        figures.append(Figure(name, found.ratio, "x no-op", 1.25, found.words))
    token = facts.feeds["relative"]
    fetch = sure(phone, f"/feeds/{token}.ics")
    first = _with_events(fetch, 60)
    found = beside(fetch, sure(nobody, f"/limits/noted/{token}/{len(first.body)}"), ROUNDS // 2)
    return [*figures, Figure("feed 200, 60 events, a relative's", found.ratio, "x rows", 1.3, found.words)]


def _with_events(fetch: Callable[[], Answer], events: int) -> Answer:
    """The first answer, sure to be the feed that is meant."""
    first = fetch()
    found = first.body.count(b"BEGIN:VEVENT")
    if found != events:
        raise RuntimeError(f"the feed of {events} has {found} events")
    return first
