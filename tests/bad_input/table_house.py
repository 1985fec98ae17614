"""Bad input about the house: its settings, rooms, stages, weeks and tables of residents."""

from tests.bad_input.shapes import PAGE, Bad

FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
NOTHING = "There is nothing here, or it is not for you to see."
FITS = "A room holds between 1 and 1000 people."
GONE = "The file did not come through. Please choose it again."
WORDS = "Please write it in at least one language."
WHOLE = "A whole number from"
CHOICE = "Not a valid choice."

HABITS = {"language": "en", "week_starts": "sun", "feed_title_en": "A visit", "consent_days": "60", "name_en": "Garden"}
HABITS |= {"register_due_minutes": "60"}
NUMBERS = {
    "newcomer_days": "21",
    "elders_at_first": "2",
    "elders_later": "1",
    "newcomers_per_elder": "2",
    "contact_every_days": "4",
    "elders_of_same_sex": "any",
}
SETTINGS, MENTORING, CALL = "/house/settings", "/house/mentoring", "/house/crisis-numbers"
ROOM, STAGE = {"name_en": "Loft", "capacity": "3"}, {"name_en": "Later", "phase": "aftercare"}

READ = {"as_read": PAGE}
LATE = "Somebody changed this in the meantime."

ROWS = [
    Bad("settings never read", "manager", SETTINGS, HABITS, 409, LATE),
    Bad("settings of another day", "manager", SETTINGS, HABITS | {"as_read": "0" * 32}, 409, LATE),
    Bad("an endless mark", "manager", SETTINGS, HABITS | {"as_read": "0" * 33}, 422, "longer than 32 characters"),
    Bad("numbers never read", "manager", CALL, {"called": "Help", "number": "555"}, 409, LATE),
    Bad("mentoring never read", "manager", MENTORING, NUMBERS, 409, LATE),
    Bad("a room never read", "manager", "/rooms/{hall_room}", ROOM, 409, LATE),
    Bad("a stage never read", "manager", "/stages/{last_stage}", STAGE, 409, LATE),
    Bad("no name", "manager", SETTINGS, HABITS | {"name_en": " "}, 422, WORDS),
    Bad("a turned name", "manager", SETTINGS, HABITS | {"name_en": "\u202eGarden"}, 422, HIDDEN),
    Bad("a long name", "manager", SETTINGS, HABITS | {"name_ar": "ب" * 121}, 422, "longer than 120 characters"),
    Bad("no language", "manager", SETTINGS, HABITS | {"language": ""}, 422, "Please choose a language."),
    Bad("a language nobody speaks", "manager", SETTINGS, HABITS | {"language": "de"}, 422, CHOICE),
    Bad("a week from Friday", "manager", SETTINGS, HABITS | {"week_starts": "fri"}, 422, CHOICE),
    Bad("no neutral title", "manager", SETTINGS, HABITS | {"feed_title_en": ""}, 422, WORDS),
    Bad("a long neutral title", "manager", SETTINGS, HABITS | {"feed_title_ru": "ж" * 61}, 422, "longer than 60"),
    Bad("no days of consent", "manager", SETTINGS, HABITS | {"consent_days": ""}, 422, "A whole number from 1 to 366"),
    Bad("two years of consent", "manager", SETTINGS, HABITS | {"consent_days": "730"}, 422, "A whole number from 1"),
    Bad(
        "two days for a register", "manager", SETTINGS, HABITS | {"register_due_minutes": "2880"}, 422, "from 0 to 1440"
    ),
    Bad("less than none", "manager", SETTINGS, HABITS | {"register_due_minutes": "-1"}, 422, "A whole number from 0"),
    Bad("half a day of consent", "manager", SETTINGS, HABITS | {"consent_days": "1.5"}, 422, "A whole number from 1"),
    Bad("another zone", "manager", SETTINGS, HABITS | {"zone": "Africa/Cairo"}, 422, FIELD),
    Bad("a name twice", "manager", SETTINGS, HABITS | {"name_en": ["Garden", "Lake"]}, 422, FIELD),
    Bad("no number", "manager", CALL, READ | {"called": "Night phone", "number": ""}, 422, "This text is empty."),
    Bad("nobody who answers", "manager", CALL, READ | {"called": "", "number": "555"}, 422, "This text is empty."),
    Bad(
        "words for a number",
        "manager",
        CALL,
        READ | {"called": "Help", "number": "call us"},
        422,
        "not a telephone number",
    ),
    Bad(
        "a script", "manager", CALL, READ | {"called": "Help", "number": "javascript:1"}, 422, "not a telephone number"
    ),
    Bad("one digit", "manager", CALL, READ | {"called": "Help", "number": "(5"}, 422, "is not a telephone number"),
    Bad(
        "a long number",
        "manager",
        CALL,
        READ | {"called": "Help", "number": "5" * 25},
        422,
        "longer than 24 characters",
    ),
    Bad("a hidden sign", "manager", CALL, READ | {"called": "He\u200blp", "number": "555"}, 422, HIDDEN),
    Bad("five numbers", "manager", CALL, READ | {"called": ["a"] * 5, "number": ["55"] * 5}, 422, "At most 4 numbers"),
    Bad("no elders", "manager", MENTORING, NUMBERS | {"elders_at_first": "0"}, 422, WHOLE),
    Bad("a crowd of elders", "manager", MENTORING, NUMBERS | {"elders_at_first": "40"}, 422, WHOLE),
    Bad("fewer than none", "manager", MENTORING, NUMBERS | {"elders_later": "-1"}, 422, WHOLE),
    Bad("endless newcomers", "manager", MENTORING, NUMBERS | {"newcomer_days": "9" * 400}, 422, WHOLE),
    Bad("a word", "manager", MENTORING, NUMBERS | {"contact_every_days": "often"}, 422, WHOLE),
    Bad("another rule", "manager", MENTORING, NUMBERS | {"elders_of_same_sex": "never"}, 422, CHOICE),
    Bad("a room of nobody", "manager", "/rooms", ROOM | {"capacity": "0"}, 422, FITS),
    Bad("a hall of thousands", "manager", "/rooms", ROOM | {"capacity": "1001"}, 422, FITS),
    Bad("no capacity", "manager", "/rooms", ROOM | {"capacity": ""}, 422, FITS),
    Bad("a word for a number", "manager", "/rooms", ROOM | {"capacity": "many"}, 422, FITS),
    Bad("a room without a name", "manager", "/rooms", {"capacity": "3"}, 422, WORDS),
    Bad("a hidden sign", "manager", "/rooms", ROOM | {"name_en": "Lo\u2066ft"}, 422, HIDDEN),
    Bad("another house's", "manager", "/rooms", ROOM | {"house_id": "{nile_room}"}, 422, FIELD),
    Bad("no name left", "manager", "/rooms/{hall_room}", {"capacity": "3", "name_en": ""}, 422, WORDS),
    Bad("another house's room", "manager", "/rooms/{nile_room}", ROOM, 404, NOTHING),
    Bad("a room that is needed", "manager", "/rooms/{hall_room}/retirement", {}, 422, "Sessions still planned in this"),
    Bad("a stage without a name", "manager", "/stages", {"phase": "aftercare"}, 422, WORDS),
    Bad("a part of no path", "manager", "/stages", STAGE | {"phase": "heaven"}, 422, CHOICE),
    Bad("another place", "manager", "/stages/{last_stage}", STAGE | {"position": "1"}, 422, FIELD),
    Bad("no week", "manager", "/week-file/preview", {}, 422, "Please choose a file first."),
    Bad("a week of nobody", "manager", "/week-file/preview", {"week": "ours"}, 404, NOTHING),
    Bad("a path", "manager", "/week-file", {"week": "../../demo"}, 404, NOTHING),
    Bad("a changed week", "manager", "/week-file", {"carried": "eJwDAAAAAAE"}, 422, GONE),
    Bad("no table", "manager", "/residents/file/preview", {}, 422, "Please choose a file first."),
    Bad("a changed table", "manager", "/residents/file", {"carried": "%%%"}, 422, GONE),
    Bad("a table too large", "manager", "/residents/file", {"carried": "A" * (1024 * 1024)}, 413, "too large"),
    Bad("the first day again", "nobody", "/first-day", {"given_name": "Eve", "login": "eve"}, 404, NOTHING),
]
