"""The marked words, one for every field, and who may come across which: a list written by hand from the rules.

A word that is missing in somebody's list must not reach them by any page, feed, mail or header.
"""

# Where each word stands: table, column, and whose row.
FIELDS = {
    "given": ("persons", "given_name", "resident"),
    "surname": ("persons", "surname", "resident"),
    "email": ("persons", "email", "resident"),
    "stay_reason": ("stays", "reason", "resident"),
    "left_out": ("stage_spells", "left_out_because", "resident"),
    "login": ("accounts", "login", "resident"),
    "account_email": ("accounts", "email", "resident"),
    "mothers_given": ("persons", "given_name", "mother"),
    "mothers_surname": ("persons", "surname", "mother"),
    "mothers_login": ("accounts", "login", "mother"),
    "brothers_surname": ("persons", "surname", "brother"),
    "others_surname": ("persons", "surname", "other_resident"),
    "others_given": ("persons", "given_name", "other_resident"),
    "friends_surname": ("persons", "surname", "friend"),
    "leaders_surname": ("persons", "surname", "facilitator"),
    "nile_given": ("persons", "given_name", "nile_resident"),
    "nile_surname": ("persons", "surname", "nile_resident"),
}
WORDS = {name: f"Zq{name.replace('_', '')}qz" for name in FIELDS} | {
    "email": "zqmail@example.org",
    "account_email": "zqaccount@example.org",
    "login": "zqloginqz",
    "mothers_login": "zqmotherqz@example.org",
    # Twelve characters are all that the column of reasons holds.
    "stay_reason": "Zqreasonqz",
    "birth_year": "1957",
    "absence": "Excused: court",
    "correction": "Zqcorrectionqz",
    "note": "Zqnoteqz",
    "device": "Zqdeviceqz",
    "room": "Zqroomqz",
    "title": "Zqtitleqz",
    "cancelled_because": "Zqbecauseqz",
    "house": "Zqhouseqz",
    "nile_house": "Zqnileqz",
    "nile_room": "Zqnileroomqz",
    "nile_title": "Zqniletitleqz",
}

# What everybody of the house may read: what happens where, by first names and initials of those who lead.
OF_THE_HOUSE = {"room", "title", "cancelled_because", "house"}
OWN = {"given", "surname", "birth_year", "email", "account_email", "login", "stay_reason", "left_out", "absence"}
KEEPS_THE_REGISTER = {"given", "absence", "correction", "note", "others_given", "mothers_given"}

PAGES: dict[str, set[str]] = {
    "nobody": set(),
    "resident": OF_THE_HOUSE | OWN | {"mothers_given", "mothers_surname", "brothers_surname", "device"},
    "other_resident": OF_THE_HOUSE | {"others_given", "others_surname", "friends_surname"},
    # A live consent opens the times and places of family sessions, with the resident's first name; no mark, no note.
    "mother": {"given", "room", "title", "cancelled_because"} | {"mothers_given", "mothers_surname", "mothers_login"},
    "brother": set(),
    "aunt": set(),
    "facilitator": OF_THE_HOUSE | KEEPS_THE_REGISTER | {"leaders_surname"},
    # Staff read the house's day, and no register but their own.
    "other_facilitator": OF_THE_HOUSE,
    "night_staff": OF_THE_HOUSE,
    "manager": OF_THE_HOUSE
    | KEEPS_THE_REGISTER
    | {"surname", "birth_year", "stay_reason", "left_out", "others_surname", "friends_surname", "mothers_surname"}
    # The manager has a card in the other house, whose name stands beside it.
    | {"brothers_surname", "nile_house"},
    "other_manager": {"nile_house", "nile_room", "nile_title", "nile_given", "nile_surname"},
}

FEEDS: dict[str, set[str]] = {
    "mothers_token": set(),
    "residents_token": set(),
    # Staff feeds name no resident.
    "facilitators_token": {"room", "title", "cancelled_because"},
}

# Not one page each, but enough that a sweep which saw nothing would fail.
MUST_SEE = {
    "resident": {"title", "room", "given", "mothers_surname"},
    "mother": {"given", "title"},
    "facilitator": {"given", "absence", "correction", "note", "others_given"},
    "manager": {"surname", "others_surname", "absence", "correction", "note"},
    "other_manager": {"nile_title", "nile_room", "nile_surname"},
    "other_facilitator": {"title", "room"},
    "other_resident": {"title", "friends_surname"},
}
