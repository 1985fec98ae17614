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
        N_("Without a phone"),
        N_(
            "The tablet of the house opens your day with your number and your PIN, and closes by itself. The board on "
            "the wall says what is on. Your name is on it only if you choose so."
        ),
        None,
        "/wall-name",
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
        N_("Something I like to do"),
        N_(
            "Football, a choir, painting: join a hobby group yourself, and leave it again. When it is full, wait "
            "for a place; you get it as soon as one is free."
        ),
        None,
        "/hobbies",
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
    *RESIDENT[5:],
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
