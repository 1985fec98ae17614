"""What each kind of person is shown: a few steps in plain words, each with a picture of the page it speaks of.

The pictures are made from the running product (make screenshots) in each of the four languages.
"""

from typing import NamedTuple

from foundation.messages import N_


class Step(NamedTuple):
    """A step: what it is about, what one does, and the page in the picture with its place in the product."""

    title: str
    words: str
    picture: str | None = None
    path: str | None = None


RESIDENT = (
    Step(
        N_("Where am I expected now?"),
        N_("Your first page says what is on now, where, and what comes next. Below it is your whole day."),
        "resident-today",
        "/today",
    ),
    Step(
        N_("Who stands by me?"),
        N_(
            "In your first days two others who know the house stand by you. You say yes to them yourself, "
            "and you may ask for somebody else at any time, without giving a reason."
        ),
        "resident-mentoring",
        "/mentoring/mine",
    ),
    Step(
        N_("What does my family see?"),
        N_("Nothing, until you say yes. Then only what you signed, until the day you chose. One tap ends it at once."),
        "resident-consents",
        "/consents",
    ),
    Step(
        N_("What is written down about me?"),
        N_("You can read it, and you can read who has looked at it, and when."),
        "resident-record",
        "/record",
    ),
    Step(
        N_("I need somebody to talk to now"),
        N_("The numbers at the foot of every page are there at any hour. And any of the staff is there for you."),
    ),
)
GRADUATE = (
    Step(
        N_("I stand by somebody"),
        N_(
            "You see whom you stand by and when you meet. After a talk or a walk, note that you had contact: "
            "never what was said."
        ),
        "resident-mentoring",
        "/mentoring/mine",
    ),
    *RESIDENT[3:],
)
RELATIVE = (
    Step(
        N_("When can I come?"),
        N_("Your first page lists the family sessions and visits you are invited to, with day, time and place."),
        "relative-today",
        "/today",
    ),
    Step(
        N_("Have the dates on my phone"),
        N_(
            "Make an address for your calendar and add it once. It shows neutral words only, and changes "
            "come by themselves."
        ),
        "relative-calendars",
        "/calendars",
    ),
    Step(
        N_("Why is my page empty?"),
        N_(
            "You see what was shared with you, as long as it is shared. Please ask in the house, not here: "
            "nobody is told anything by this page."
        ),
    ),
)
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
        N_("Somebody is ill: I take over"),
        N_("Open the session and choose to take it over. The register and every mark in it stay as they are."),
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
