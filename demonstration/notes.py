"""The notes of the past weeks: about groups, now and then about somebody; most signed, many reviewed, some drafts."""

from random import Random

from demonstration.home import Home
from demonstration.words import NOTES
from foundation.clock import now
from sessions.notes.operations import Kept, add, sign, write
from sessions.notes.signing import AUTHOR, REVIEWER

WRITES_A_NOTE = 0.16
ABOUT_SOMEBODY = 0.5
SIGNS, REVIEWED, ADDED = 0.8, 0.7, 0.12
ABOUT = {
    "en": ("Spoke about the first week without hiding anything.", "Quiet today; asked to be left in peace, and was."),
    "pl": ("Pierwszy raz głos w grupie bez zachęty.", "Dziś cisza; była prośba o spokój i została przyjęta."),
    "ar": ("حديث صريح عن الأسبوع الأول.", "هدوء اليوم، وطلب للراحة قوبل بالاحترام."),
    "ru": ("Открытый рассказ о первой неделе.", "Сегодня тихий день; просьба о покое была услышана."),
}
LATER = {
    "en": "Read again the day after: the date that was named is the 12th.",
    "pl": "Po ponownym przeczytaniu: chodzi o dzień 12.",
    "ar": "بعد القراءة مرة أخرى: اليوم المقصود هو الثاني عشر.",
    "ru": "Перечитано на следующий день: имелось в виду 12-е число.",
}


def write_notes(home: Home, occurrence_id: str, keeper: str, there: list[str], chance: Random) -> None:
    """At the end of a session, note now and then how it was, and about one or two of those who were there."""
    if chance.random() >= WRITES_A_NOTE:
        return
    language, by = home.people[keeper].language, home.acting(keeper)
    kept = [write(occurrence_id, None, chance.choice(NOTES[language]), based_on=None, by=by)]
    residents = [key for key in there if key in home.stays]
    if residents and chance.random() < ABOUT_SOMEBODY:
        for key in chance.sample(residents, min(len(residents), chance.randint(1, 2))):
            about = home.people[key].id
            kept.append(write(occurrence_id, about, chance.choice(ABOUT[language]), based_on=None, by=by))
    for one in kept:
        if chance.random() < SIGNS:
            _close(home, one, keeper, chance)


def _close(home: Home, kept: Kept, keeper: str, chance: Random) -> None:
    """Sign a note; the day after it is reviewed, and now and then added to before."""
    note_id, text_id = kept.note_id or "", kept.text_id or ""
    sign(note_id, AUTHOR, text_id=text_id, by=home.acting(keeper))
    days_ago = home.days_ago(now())
    if days_ago == 0:
        return
    newest, language = [text_id], home.people[keeper].language
    if chance.random() < ADDED:
        home.note(days_ago - 1, 9, 5, lambda: newest.append(add(note_id, LATER[language], by=home.acting(keeper))))
    manager = home.manager
    if chance.random() < REVIEWED and manager.person_id != home.people[keeper].id:
        home.note(days_ago - 1, 9, 40, lambda: sign(note_id, REVIEWER, text_id=newest[-1], by=manager))
