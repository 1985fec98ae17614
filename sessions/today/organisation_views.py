"""The page of whoever administers an organisation: counts of its houses."""

from flask import Blueprint, render_template

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import STAFF_ROLES, Permission
from community.desk.wording import ROLE_WORDS
from foundation.messages import N_
from sessions.reports.houses import FEWEST_TOLD
from sessions.today.organisation import organisation_counts

blueprint = Blueprint("organisation", __name__)
PEOPLE = {
    "residents": N_("Residents"),
    "on_leave": N_("On leave"),
    "newcomers": N_("Newcomers"),
    "outpatients": N_("Outpatients"),
    "consents": N_("Consents that end within two weeks"),
}
# Who administers an organisation belongs to no house's staff.
ROLES = {key: word for key, word in ROLE_WORDS.items() if key in {role.value for role in STAFF_ROLES}}


@blueprint.get("/organisation")
@requires(Permission.ORGANISATION_COUNT)
def organisation(actor: Actor) -> str:
    """The houses in numbers; small numbers of people are not told, and nothing leads to anybody."""
    houses = organisation_counts(actor)
    return render_template("today/organisation.html", houses=houses, people=PEOPLE, roles=ROLES, fewest=FEWEST_TOLD)
