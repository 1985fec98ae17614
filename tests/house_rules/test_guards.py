"""Every route wears one guard; what writes commits; what reads does not, but for a few that are named."""

import pytest
from flask import Flask

from app import create_app
from community.access.guards import by_secret, public, requires
from community.access.permissions import Permission
from tests.conftest import settings_for

SAFE = {"GET", "HEAD", "OPTIONS"}
SECRETS = {"secret:feed", "secret:link", "secret:device:board", "secret:device:kiosk"}
GUARDS = {"public", *SECRETS, *(f"requires:{permission}" for permission in Permission)}
# Somebody opens another's record: the row that says so is committed before the answer goes out.
RECORDED_READS = {
    "attendance.history",
    "audit.entries",
    "consent.resident_consents",
    "day_sheets.day_sheet",
    "day_sheets.day_sheet_pdf",
    "desk.people",
    "desk_cards.card",
    "doses.house",
    "doses.marks",
    "doses.of_resident",
    "doses.of_stage",
    "doses.of_weeks",
    "elder.mine",
    "groups.group",
    "held_marks.held_marks",
    "kiosk_keys.index",
    "letters.index",
    "letters.letter",
    "letters.letter_pdf",
    "letters.new",
    "mentoring.elders",
    "mentoring.index",
    "mentoring.suggestions",
    "no_contacts.everyone",
    "notes.every",
    "notes.note",
    "one_mark.mark",
    "pairs.pair",
    "posters.week_poster",
    "posters.week_poster_pdf",
    "previews.of_resident",
    "programme_file.programme_ics",
    "residency.in_house",
    "schedule.occurrence",
}
# Opening the page and sending it are one view; only what is sent changes anything.
PAGE_AND_FORM = {
    "amending.amendment",
    "consent.new",
    "consent.signed_consent",
    "desk.new_resident",
    "desk.new_staff",
    "desk_cards.amendment",
    "desk_cards.description",
    "ending.ending",
    "family.invite_for",
    "family.invite_mine",
    "first_steps.rooms",
    "first_steps.stages",
    "groups.amendment",
    "groups.new_group",
    "hours.rule",
    "houses.crisis_numbers",
    "houses.mentoring",
    "houses.room",
    "houses.settings",
    "kept_hours.rest_between",
    "letter_consents.new",
    "letter_consents.signed",
    "no_contacts.of_person",
    "planning.new",
    "stages.stage",
    "wall.wall",
    "wall_name.choice",
    "week_templates.application",
}
# Open to everybody, and why that is no door.
PUBLIC = {
    "accounts.home": "leads on",
    "accounts.open_sign_in": "is the door",
    "accounts.sign_in": "is the door",
    "devices.name_removal": "takes a name out of this browser's own cookie",
    "first_day.begin_here": "opens a house once, while nobody manages one",
    "first_day.first_page": "opens a house once, while nobody manages one",
    "healthz": "tells nothing",
    "letter_verification.confirmation": "confirms a letter to whoever holds its code",
    "letter_verification.page": "names nobody",
    "links.ask_reset": "is for who cannot sign in",
    "links.requested_reset": "is for who cannot sign in",
    "screens.enrol": "is the door of a screen: a code opens it once",
    "screens.enrolment": "is the door of a screen",
    "offline.manifest": "holds no data",
    "offline.shell": "names nobody",
    "offline.worker": "holds no data",
    "static": "holds no data",
}


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[object, set[str]]]:
    """Every endpoint's view with all methods it answers."""
    app: Flask = create_app(settings_for(tmp_path_factory.mktemp("guards")))
    found: dict[str, tuple[object, set[str]]] = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        methods = found.get(rule.endpoint, (view, set()))[1]
        found[rule.endpoint] = (view, methods | set(rule.methods or ()))
    return found


def test_every_route_wears_a_guard_that_is_known(views: dict[str, tuple[object, set[str]]]) -> None:
    assert {name: getattr(view, "guard", None) for name, (view, _) in views.items()} | {} == {
        name: guard for name, (view, _) in views.items() if (guard := getattr(view, "guard", None)) in GUARDS
    }


@pytest.mark.parametrize("second", [public, by_secret("feed"), requires(Permission.DAY_SEE)])
@pytest.mark.parametrize("first", [public, by_secret("link"), requires(Permission.ACCOUNT_OWN)])
def test_nobody_can_wear_two(first: object, second: object) -> None:
    def view() -> str:
        return ""

    with pytest.raises(TypeError):
        second(first(view))  # type: ignore[operator]


def test_every_permission_guards_something(views: dict[str, tuple[object, set[str]]]) -> None:
    worn = {getattr(view, "guard", "") for view, _ in views.values()}
    # Correcting is asked where a mark of a finished register is written: the route is that of every mark.
    # Settling is asked of marks that are no conflict: whoever keeps a register settles its conflicts by the same route.
    asked_within = {f"requires:{one}" for one in (Permission.ATTENDANCE_CORRECT, Permission.ATTENDANCE_SETTLE)}
    assert GUARDS - worn == asked_within


def test_what_is_open_to_everybody_is_known_by_name(views: dict[str, tuple[object, set[str]]]) -> None:
    assert {name for name, (view, _) in views.items() if getattr(view, "guard", "") == "public"} == set(PUBLIC)


def test_whatever_may_write_commits(views: dict[str, tuple[object, set[str]]]) -> None:
    assert [n for n, (view, methods) in views.items() if methods - SAFE and not getattr(view, "commits", False)] == []


def test_no_other_page_that_is_only_read_writes(views: dict[str, tuple[object, set[str]]]) -> None:
    reads = {name: view for name, (view, methods) in views.items() if not methods - SAFE}
    assert {name for name, view in reads.items() if getattr(view, "notes_reads", False)} == RECORDED_READS
    assert [name for name, view in reads.items() if getattr(view, "commits", False)] == []
    both = {name for name, (_, methods) in views.items() if methods - SAFE and "GET" in methods}
    assert both == PAGE_AND_FORM
