"""Who may lead what: by their roles, unless it is said otherwise."""

import pytest

from community.access.permissions import STAFF_ROLES, Role
from community.staff.scope import BY_ROLE, NOT_BY_FACILITATORS, ONLY, may_lead
from sessions.schedule.session_types import TYPES


def test_every_role_of_the_staff_leads_something_and_every_type_is_one() -> None:
    for role in STAFF_ROLES:
        assert any(may_lead([role], None, key) for key in TYPES), role
    assert NOT_BY_FACILITATORS | frozenset().union(*ONLY.values()) <= set(TYPES)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.RELATIVE, Role.GRADUATE, Role.ORGANISATION_ADMIN])
def test_whoever_does_not_work_here_leads_nothing_whatever_was_said(role: Role) -> None:
    assert not any(may_lead([role], scope, "lecture") for scope in (None, [BY_ROLE], ["lecture"]))
    assert not may_lead([], ["lecture"], "lecture")


def test_a_talk_of_two_is_a_counsellors() -> None:
    leads = {role: may_lead([role], None, "individual_counselling") for role in STAFF_ROLES}
    assert {role for role, may in leads.items() if may} == {Role.MANAGER, Role.COUNSELLOR}
    assert may_lead([Role.NURSE], None, "medical") and not may_lead([Role.FACILITATOR], None, "medical")
    assert may_lead([Role.NIGHT_STAFF], None, "roll_call") and not may_lead([Role.NIGHT_STAFF], None, "seminar")


def test_two_roles_carry_what_either_carries() -> None:
    assert may_lead([Role.NURSE, Role.FACILITATOR], None, "process_group")


def test_what_is_said_holds_in_place_of_the_role_until_the_role_decides_again() -> None:
    assert may_lead([Role.NURSE], ["process_group"], "process_group")
    assert not may_lead([Role.NURSE], ["process_group"], "medical")
    assert not may_lead([Role.MANAGER], [], "medical")
    assert may_lead([Role.NURSE], [BY_ROLE], "medical")
