"""Bad input about paper: sheets of nobody, in no language, on no paper, of no day."""

from tests.bad_input.shapes import Bad

NOTHING = "There is nothing here, or it is not for you to see."
NOBODY = "0" * 32

ROWS = [
    Bad(wrong, who, path, None, 404, NOTHING, "GET")
    for wrong, who, path in (
        ("for nobody we know", "manager", "/day-sheet?for=everyone"),
        ("for nothing", "manager", "/day-sheet?for="),
        ("the house, by a resident", "resident", "/week-poster?for=house"),
        ("a group that is none", "manager", f"/week-poster?group={NOBODY}"),
        ("a group by its name", "manager", "/week-poster?group=choir"),
        ("a group of many letters", "manager", "/week-poster?group=" + "f" * 4000),
        ("a resident who is none", "manager", f"/day-sheet?resident={NOBODY}"),
        ("a resident, with a quote", "manager", "/day-sheet?resident=' OR 1=1"),
        ("a member of staff", "manager", "/day-sheet?resident={facilitator}"),
        ("somebody else's", "resident", "/day-sheet.pdf?resident={other_resident}"),
        ("two at once", "manager", "/week-poster?for=house&resident={resident}"),
        ("twice", "manager", "/week-poster?lang=en&lang=ar"),
        ("a language we do not speak", "manager", "/week-poster?lang=de"),
        ("a language in capitals", "manager", "/day-sheet.pdf?lang=EN"),
        ("paper of another size", "manager", "/week-poster?paper=a0"),
        ("no paper", "manager", "/week-poster.pdf?paper="),
        ("no day", "resident", "/week-poster?day=tomorrow"),
        ("a day of no month", "resident", "/day-sheet.pdf?day=2026-02-30"),
        ("a day too far", "manager", "/week-poster.pdf?day=9999-12-31"),
    )
]
