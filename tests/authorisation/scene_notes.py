"""What the pages of notes act on: drafts and signed notes about the group and about residents, in both houses."""

from community.access.actor import System
from sessions.attendance.opening import open_register
from sessions.notes.operations import sign, write
from sessions.notes.signing import AUTHOR
from tests.authorisation.scene import Scene


def add(scene: Scene) -> None:
    """Make them: of today's group a draft of the group's note and one about a resident; signed ones of the morning."""
    ids = scene.ids
    marta, hoda = System(person_id=ids["facilitator"]), System(person_id=ids["nile_facilitator"])
    open_register(ids["morning_today"], by=marta)
    made = {
        "group_note": write(ids["group_today"], None, "A calm hour.", based_on=None, by=marta),
        "draft_note": write(ids["group_today"], ids["resident"], "He spoke.", based_on=None, by=marta),
        "persons_note": write(ids["morning_today"], ids["resident"], "He was awake.", based_on=None, by=marta),
        "nile_group_note": write(ids["nile_today"], ids["nile_resident"], "He sang.", based_on=None, by=hoda),
    }
    for name in ("persons_note", "nile_group_note"):
        sign(made[name].note_id or "", AUTHOR, text_id=made[name].text_id or "", by=marta if name[0] == "p" else hoda)
    for name, kept in made.items():
        ids |= {name: kept.note_id or "", f"{name}_text": kept.text_id or ""}
