"""What the pages of hours rules and templates act on: one of each in both houses, and one of another organisation."""

from community.access.actor import SYSTEM
from community.houses.models import House
from community.houses.operations import found_organisation
from foundation.database import db
from sessions.hours.operations import facts_of_preset, set_rule
from sessions.hours.presets import PRESETS
from sessions.programme.saving_week import save_week_as_template
from tests.authorisation.scene import Scene
from tests.cast import LONG_AGO, TODAY


def add(scene: Scene) -> None:
    """Make them."""
    for mark, key in (("", scene.cast.house.id), ("nile_", scene.cast.other_house.id)):
        house = db.session.get_one(House, key)
        facts = facts_of_preset(PRESETS["long_term"])
        rule = set_rule(house, stage_id=None, facts=facts, from_day=LONG_AGO.date(), by=SYSTEM, preset="long_term")
        kept = save_week_as_template(house, name={"en": f"{mark}week"}, day=TODAY, by=SYSTEM)
        scene.ids |= {f"{mark}hours_rule": rule.id, f"{mark}template": kept.id}
    here = db.session.get_one(House, scene.cast.house.id)
    stranger = save_week_as_template(here, name={"en": "Elsewhere"}, day=TODAY, by=SYSTEM)
    stranger.org_id = found_organisation({"en": "Elsewhere"}).id
    scene.ids["strangers_template"] = stranger.id
    db.session.flush()
