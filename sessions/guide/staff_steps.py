"""What those who work in a house are shown: a few steps in plain words, as in steps.py."""

from foundation.messages import N_
from sessions.guide.steps import Step

STAFF = (
    Step(
        N_("My groups of today"),
        N_(
            "Your first page lists the groups you lead. A tap opens the register; it can be opened fifteen "
            "minutes before the start."
        ),
        "facilitator-today",
        "/today",
    ),
    Step(
        N_("Who came?"),
        N_(
            "One tap for each person: present, late, left early, absent. The line below always says whether "
            "it is saved. What two people mark at once, both see."
        ),
        "facilitator-register",
    ),
    Step(
        N_("When the network is away"),
        N_(
            "Mark on as always: marks are kept on the device and sent when the network is back. To open a register "
            "again without it, choose a PIN at its foot while the network is there; the names are locked by it for "
            "twelve hours. This needs an address with https."
        ),
    ),
    Step(
        N_("Without any device"),
        N_(
            "Print the roll-call sheet before the group. Afterwards type its code, then one short word for each row: "
            "p, l 10, a, e s. Nothing that was marked meanwhile is written over."
        ),
        None,
        "/roll-sheets",
    ),
    Step(
        N_("What was it like?"),
        N_(
            "Write the note about the group once, and a few words about those you choose. Drafts keep themselves; "
            "your signature closes a note, and what comes later is added to it."
        ),
        None,
        "/notes",
    ),
    Step(
        N_("Somebody has forgotten their PIN"),
        N_(
            "Give a new one, or print a card. The old one ends at once. Ten private minutes at a kiosk are opened "
            "there too."
        ),
        None,
        "/kiosk-keys",
    ),
    Step(
        N_("Somebody is ill: I take over"),
        N_("Open the session and choose to take it over. The register and every mark in it stay as they are."),
    ),
    Step(
        N_("I cannot come"),
        N_("Say so yourself, from when until when. The managers see at once which of your groups need somebody."),
        None,
        "/my-absence",
    ),
    Step(
        N_("Who is in the house?"),
        N_(
            "The list for the evening or for a fire: who is here, who is away and when they are expected "
            "back. It can be printed. One tap notes that somebody is back."
        ),
        "facilitator-in-house",
        "/in-house",
    ),
    Step(
        N_("On a shared tablet"),
        N_("Change the user before you hand it on: your sign-in ends, and the next one types a password."),
        None,
        "/account",
    ),
)
MANAGER = (
    Step(
        N_("What needs me today?"),
        N_("Your first page is a short list, most urgent first. Each line leads to where it is done."),
        "manager-today",
        "/today",
    ),
    Step(
        N_("Somebody new comes"),
        N_(
            "Admit them under People, once they have signed their own consent to treatment. From then on "
            "they stand on the day, the registers and the lists."
        ),
        "manager-people",
        "/people",
    ),
    Step(
        N_("Two elders for a newcomer"),
        N_("Daybook suggests who could stand by them, and says why. You choose, and both of them agree."),
        "manager-mentoring",
        "/mentoring",
    ),
    Step(
        N_("A session of today only"),
        N_(
            "Add it in two steps: what and when, then where and who leads. Rooms and people that are taken "
            "are told before you save."
        ),
        None,
        "/sessions/new",
    ),
    Step(
        N_("The week changes"),
        N_(
            "Choose a session in the planner and say when and where it should be: only this date, this weekday, this "
            "and all following, or the whole series. You see every date and every clash before you save, and one "
            "button takes it back. What has happened stays as it was."
        ),
        "manager-planner",
        "/planner",
    ),
    Step(
        N_("Somebody of the staff is ill"),
        N_(
            "Note it, and every session they lead stands there with somebody who is free and may lead it. One button "
            "arranges all of them."
        ),
        None,
        "/staff-absences/new",
    ),
    Step(
        N_("Who falls short this week?"),
        N_(
            "The hours everybody received, counted from marks alone, beside the rule of their stage. Whoever will fall "
            "short by the end of the week stands first, with what would fill it."
        ),
        None,
        "/hours-received",
    ),
    Step(
        N_("A screen for the wall, a kiosk in the hall"),
        N_("Add the screen, type its code on the television or the tablet, and take it away again with one tap."),
        None,
        "/devices",
    ),
    Step(
        N_("Before the lights go out"),
        N_("Close the day: every register that is not in order is listed, and what is left stays visible."),
        None,
        "/daily-close",
    ),
    Step(
        N_("A feast day"),
        N_(
            "A pause rests the programme for some days or moves a day to another one, and is taken back "
            "without a trace."
        ),
        None,
        "/pauses",
    ),
    Step(
        N_("The house itself"),
        N_(
            "Rooms, stages, the week, the numbers to call at any hour, and what your calendars say outside "
            "are set under House."
        ),
        "manager-house",
        "/house",
    ),
    Step(
        N_("Who did and read what?"),
        N_("Everything done and every record read stands in a chain that nobody can change unnoticed."),
        None,
        "/audit",
    ),
    *STAFF[1:],
)
ADMINISTRATOR = (
    Step(
        N_("Counts, and nobody"),
        N_("You see how many people each house has and whether its registers are kept. No name reaches you."),
        None,
        "/organisation",
    ),
)
