"""The pages and feeds beside views that do nothing."""

from collections.abc import Callable

from bench.client import Answer, Client
from bench.houses import PASSWORD, Facts
from bench.report import Figure
from bench.rounds import beside

ROUNDS = 400
SLOW_ROUNDS = 200


def _sure(ask: Callable[[], Answer], status: int) -> Callable[[], Answer]:
    """The same, with an error for any other status: a quick refusal must not count as a quick page."""

    def asked() -> Answer:
        answer = ask()
        if answer.status != status:
            raise RuntimeError(f"{answer.status} instead of {status}: {answer.body[:200]!r}")
        return answer

    return asked


def _figure(name: str, goal: float, path: Callable[[], Answer], limit: Callable[[], Answer], status: int) -> Figure:
    found = beside(_sure(path, status), _sure(limit, status), ROUNDS)
    detail = found.words
    return Figure(name, found.ratio, "x no-op", goal, detail)


def day_pages(port: int, logins: dict[str, str]) -> list[Figure]:
    """The first page after signing in, by name of the figure and login."""
    figures = []
    for name, login in logins.items():
        client, nobody = Client(port), Client(port)
        client.sign_in(login, PASSWORD)
        shown = client.get("/today").body.count(b'<li class="')
        found = _figure(name, 3.0, lambda c=client: c.get("/today"), lambda c=nobody: c.get("/limits/nothing"), 200)
        figures.append(found)
        if shown < 12:
            raise RuntimeError(f"the day of {login} shows {shown} sessions only")
    return figures


def feeds(port: int, facts: Facts) -> list[Figure]:
    """Feeds whose bytes are kept, and those who hold the right bytes already."""
    figures = []
    for events in ("60", "1000"):
        path = f"/feeds/{facts.feeds[events]}.ics"
        phone, nobody = Client(port), Client(port)
        first = _sure(lambda p=phone, a=path: p.get(a), 200)()
        if first.body.count(b"BEGIN:VEVENT") != int(events):
            raise RuntimeError(f"the feed of {events} has {first.body.count(b'BEGIN:VEVENT')} events")
        size = len(first.body)
        name = f"feed 200, {events} events"
        figures.append(
            _figure(
                name, 1.3, lambda p=phone, a=path: p.get(a), lambda n=nobody, s=size: n.get(f"/limits/bytes/{s}"), 200
            )
        )
        tag = first.header(b"ETag").decode()
        name = "feed 304" if events == "60" else f"feed 304, {events} events"
        figures.append(
            _figure(
                name,
                1.25,
                lambda p=phone, a=path, t=tag: p.get(a, **{"If-None-Match": t}),
                lambda n=nobody: n.get("/limits/unchanged"),
                304,
            )
        )
    figures.append(_relative(port, facts.feeds["relative"]))
    return figures


def _relative(port: int, token: str) -> Figure:
    """A relative's feed: every fetch that gives events is committed as rows before the answer."""
    phone, nobody = Client(port), Client(port)
    first = phone.get(f"/feeds/{token}.ics")
    if first.body.count(b"BEGIN:VEVENT") != 60:
        raise RuntimeError("the relative's feed has not 60 events")
    limit = f"/limits/noted/{token}/{len(first.body)}"
    found = beside(
        _sure(lambda: phone.get(f"/feeds/{token}.ics"), 200), _sure(lambda: nobody.get(limit), 200), SLOW_ROUNDS
    )
    detail = f"{found.words}; both write the accounting rows"
    return Figure("feed 200, 60 events, a relative's", found.ratio, "x rows", 1.3, detail)
