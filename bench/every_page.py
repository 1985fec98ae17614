"""Every page beside the view that does nothing, in a house of sixty with two years of history, and what it asks."""

from flask import Flask
from sqlalchemy import event, select, update

from bench.client import Client
from bench.desk import Desk
from bench.houses import AT, PASSWORD
from bench.pages import sure
from bench.report import Figure
from bench.rounds import beside
from community.access.actor import SYSTEM, System
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import Register
from sessions.notes.operations import write
from sessions.printouts.roll_sheets import print_sheet
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns

ROUNDS = 60
GOAL, DAY_GOAL = 4.0, 3.0
# Who opens which pages; the ids in braces are those of bench/desk.py. A page of the day has the goal of the day.
PAGES: dict[str, tuple[str, ...]] = {
    "nobody": ("/sign-in", "/password-resets", "/letter-verification"),
    "desk_newcomer": ("/mentoring/mine", "/mentoring/mine/{pair}"),
    "desk_resident": (
        *("/today", "/week", "/day-sheet", "/week-poster", "/consents", "/consents/new", "/consents/{consent}/preview"),
        "/consents/letters/new",
        *("/family/invitation", "/mentoring/mine", "/record", "/record/readers", "/calendars", "/account", "/help"),
        *("/record/hours", "/record/hours/marks"),
        *("/occurrences/{occurrence}", "/hobbies"),
        "/wall-name",
    ),
    "desk_relative": ("/today", "/calendars", "/account", "/help"),
    "desk_facilitator": (
        *("/today", "/week", "/in-house", "/no-contacts", "/sessions/new", "/calendars", "/help"),
        *("/occurrences/{led}", "/occurrences/{led}/register", "/registers/{register}/standing"),
        *("/registers/{register}/people/{resident}/marks", "/my-absence", "/planner"),
        *("/registers/{register}/people/{resident}/mark", "/registers/{register}/walk-ins"),
        *("/registers/{register}/walk-ins?q=an", "/occurrences/{led}/co-leaders"),
        *("/notes", "/notes/{note}", "/occurrences/{led}/notes"),
        *("/roll-sheets", "/roll-sheets/{roll_sheet}", "/roll-sheets/{roll_sheet}/marks"),
    ),
    "desk_manager": (
        *("/today", "/week", "/people", "/people/{resident}", "/people/{resident}/card", "/people/{staff}"),
        *("/people/{resident}/description", "/people/{resident}/no-contacts", "/residents/new", "/staff/new"),
        *("/residents/{resident}/consents", "/residents/{resident}/consents/new", "/residents/file"),
        *("/residents/{resident}/consents/{consent}/preview", "/residents/{resident}/family/invitation"),
        *("/in-house", "/mentoring", "/mentoring/elders", "/mentoring/newcomers/{unpaired}/suggestions"),
        *("/mentorships/{pair}", "/audit", "/house", "/house/settings", "/house/crisis-numbers", "/house/mentoring"),
        *("/house/wall", "/board/preview", "/board/preview/now"),
        *("/rooms", "/rooms/{room}", "/stages", "/stages/{stage}", "/week-file", "/sessions/new", "/clashes"),
        *("/planner", "/planner/paper", "/planner/events"),
        *("/groups", "/groups/new", "/groups/{group}", "/groups/{group}/settings"),
        *("/pauses", "/pauses/new", "/pauses/{pause}/ending", "/kept-hours", "/kept-hours/rest"),
        *("/series", "/series/new", "/series/{series}", "/series/{series}/amendment", "/series/{series}/ending"),
        *("/letters", "/letters/new", "/residents/{resident}/consents/letters/new"),
        *("/hours-received", "/hours-received/short", "/hours-received/weeks", "/hours-received/stages/{stage}"),
        *("/hours-received/residents/{resident}", "/hours-received/residents/{resident}/marks"),
        *("/devices", "/kiosk-keys"),
        *("/attendance", "/attendance?by=type", "/attendance?by=stage", "/attendance?by=leader", "/attendance.csv"),
        *("/attendance/word", "/held-marks", "/daily-close"),
        *("/hours-rules", "/hours-rules/{hours_rule}", "/week-templates", "/week-templates/daytop"),
        "/week-templates/daytop/application",
        *("/staff-hours", "/staff-hours/{staff}", "/staff-hours/{staff}/sessions", "/unled"),
        *("/staff-absences/new", "/staff-absences/{absence}"),
        *("/occurrences/{occurrence}", "/occurrences/{occurrence}/register", "/programme-file"),
    ),
    "desk_admin": ("/organisation", "/account", "/help"),
}
# What is measured elsewhere (feeds), answers with no page, or is opened once in a house's life.
LEFT_OUT = {
    # Only an enrolled television opens it; its preview is the same page.
    *("/board", "/board/now"),
    # Only an enrolled tablet opens it, and of its pages most only a visit; tests count what they ask.
    *("/kiosk", "/kiosk/day", "/kiosk/week", "/kiosk/record", "/kiosk/readers", "/kiosk/consents", "/kiosk/requests"),
    "/enrolment",
    *("/", "/healthz", "/static/<path:filename>", "/feeds/<token>.ics", "/demonstration"),
    *("/invitations/<token>", "/password-resets/<token>", "/residents/file/template"),
    "/programme-file/programme.ics",
    # A PDF is drawn by a process of its own and takes seconds.
    *("/day-sheet.pdf", "/week-poster.pdf"),
    # A PDF is drawn by a process of its own.
    "/roll-sheets/<id:sheet_id>.pdf",
    # Tests count what a letter asks: it needs a consent and its own weeks.
    *("/letters/<id:letter_id>", "/letters/<id:letter_id>.pdf"),
    # What a device without network needs: asked once for each release, and a few words before marks are sent.
    *("/offline", "/offline/pass", "/sw.js", "/manifest.webmanifest"),
    *("/first-day", "/first-day/done", "/first-day/residents", "/first-day/rooms", "/first-day/stages"),
    "/first-day/week",
    '/registers/<id:register_id>/<any("marks", "rest-present", "checked-in", "closing"):_form>',
    '/notes/<id:note_id>/<any("signatures", "reviews", "additions"):_form>',
}


def _more_ids(desk: Desk) -> None:
    """The dates that are looked at: this afternoon's of the facilitator with its register, and anybody's."""
    of_house = select(Occurrence).where(Occurrence.house_id == desk.ids["house"], Occurrence.starts_at < AT)
    latest = db.session.scalars(of_house.order_by(Occurrence.starts_at.desc()).limit(30)).all()
    desk.ids |= {"occurrence": latest[0].id, "series": latest[0].series_id}
    for one in latest:
        register = db.session.scalar(select(Register.id).where(Register.occurrence_id == one.id))
        if one.leader_id == desk.ids["facilitator"] and register is not None:
            desk.ids |= {"led": one.id, "register": register}
            # Looked at while it is being marked: that is when somebody waits for it.
            db.session.execute(update(Register).where(Register.id == register).values(closed_at=None, closed_by=None))
            db.session.commit()
            [session] = as_sessions(occurrence_columns().where(Occurrence.id == one.id), "en", "en")
            with writing():
                sheet = print_sheet(session, house_id=desk.ids["house"], language="en", by=SYSTEM)
            desk.ids["roll_sheet"] = sheet
            with held_at(AT), writing():
                by = System(person_id=desk.ids["facilitator"])
                note = write(one.id, None, "A calm hour.", based_on=None, by=by)
            desk.ids["note"] = note.note_id or ""
            break
    db.session.rollback()


def _asked(app: Flask, login: str, path: str) -> int:
    """How many statements a page asks the second time it is opened, who is asking included."""
    client, sent = app.test_client(), []
    base = app.extensions["settings"].public_url
    with held_at(AT):
        if login != "nobody":
            page = client.get("/sign-in", base_url=base).get_data(as_text=True)
            token = page.split('name="csrf_token" value="')[1].split('"')[0]
            data = {"csrf_token": token, "login": login, "password": PASSWORD}
            client.post("/sign-in", data=data, base_url=base)
        client.get(path, base_url=base)

        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                sent.append(statement)

        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", note)
        try:
            client.get(path, base_url=base)
        finally:
            with app.app_context():
                event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def every_page(port: int, app: Flask, desk: Desk) -> list[Figure]:
    """A figure for each page and each kind of person who opens it."""
    with app.app_context():
        _more_ids(desk)
    nothing = sure(Client(port), "/limits/nothing")
    figures = []
    for login, paths in PAGES.items():
        client = Client(port)
        if login != "nobody":
            client.sign_in(login, PASSWORD)
        for pattern in paths:
            path = pattern.format_map(desk.ids)
            found = beside(sure(client, path), nothing, ROUNDS)
            goal = DAY_GOAL if pattern in ("/today", "/week") else GOAL
            name = f"page {pattern}, {login.removeprefix('desk_')}"
            asked = _asked(app, login, path)
            figures.append(Figure(name, found.ratio, "x no-op", goal, found.words, asked))
    return figures
