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
    # Whom another resident must not meet or hear of: for staff alone.
    "apart_given": ("no_contacts", "given_name", "other_resident"),
    "apart_surname": ("no_contacts", "surname", "other_resident"),
    "apart_email": ("no_contacts", "email", "other_resident"),
    "apart_reason": ("no_contacts", "reason", "other_resident"),
    # Somebody who has left and serves as an elder: that they were here is nobody's to know but the staff's.
    "elders_given": ("persons", "given_name", "elder"),
    "elders_surname": ("persons", "surname", "elder"),
    "nile_given": ("persons", "given_name", "nile_resident"),
    "nile_surname": ("persons", "surname", "nile_resident"),
}
WORDS = {name: f"Zq{name.replace('_', '')}qz" for name in FIELDS} | {
    "email": "zqmail@example.org",
    "account_email": "zqaccount@example.org",
    "apart_email": "zqapart@example.org",
    "login": "zqloginqz",
    "mothers_login": "zqmotherqz@example.org",
    # Twelve characters are all that the column of reasons holds.
    "stay_reason": "Zqreasonqz",
    "birth_year": "1957",
    "absence": "Excused: court",
    "correction": "Zqcorrectionqz",
    # What is said about the group, about one person, and about one person in a draft that nobody signed yet.
    "note": "Zqnoteqz",
    "persons_note": "Zqpersonsnoteqz",
    "draft_note": "Zqdraftnoteqz",
    "nile_note": "Zqnilenoteqz",
    "device": "Zqdeviceqz",
    "room": "Zqroomqz",
    "title": "Zqtitleqz",
    "cancelled_because": "Zqbecauseqz",
    # Why the programme rests: on every date that it takes up.
    "pause": "Zqpauseqz",
    "kept_hour": "Zqkeptqz",
    # Why a clash of the programme is meant.
    "clash_acceptance": "Zqmeantqz",
    # Why a colleague is away, as a manager reads it; they themself read it on a page of their own.
    "illness": "· Ill",
    # Why somebody else leads may speak of a colleague's health.
    "taken_over_because": "Zqtakenoverqz",
    "group": "Zqgroupqz",
    "nile_group": "Zqnilegroupqz",
    # What residents join by themselves is known in the house; a therapy group is to its members and the staff.
    "hobby": "Zqhobbyqz",
    "nile_hobby": "Zqnilehobbyqz",
    # What a week must hold, and weeks that were kept: for those who plan, the latter in every house of theirs.
    "hours_rule": "Zqhoursruleqz",
    "nile_hours_rule": "Zqnilehoursqz",
    "template": "Zqtemplateqz",
    "nile_template": "Zqniletemplateqz",
    "nile_pause": "Zqnilepauseqz",
    # For whom a letter about attendance is, as the consent and as the letter itself says it.
    "letter_recipient": "Zqletterforqz",
    "letter": "Zqlettersaysqz",
    "nile_letter_recipient": "Zqnileletterforqz",
    "nile_letter": "Zqnilelettersaysqz",
    # What staff call a kiosk or a board.
    "screen": "Zqscreenqz",
    "nile_screen": "Zqnilescreenqz",
    "nile_kept_hour": "Zqnilekeptqz",
    "nile_clash_acceptance": "Zqnilemeantqz",
    "house": "Zqhouseqz",
    "nile_house": "Zqnileqz",
    "nile_room": "Zqnileroomqz",
    "nile_title": "Zqniletitleqz",
}

# What everybody of the house may read: what happens where, by first names and initials of those who lead.
OF_THE_HOUSE = {"room", "title", "cancelled_because", "house", "pause", "hobby"}
OWN = {"given", "surname", "birth_year", "email", "account_email", "login", "stay_reason", "left_out", "absence"}
# Who has left since stands on the registers of the days they were here.
KEEPS_THE_REGISTER = {"given", "absence", "correction", "others_given", "mothers_given", "elders_given"} | {
    *("note", "persons_note", "draft_note")
}
# Who is in the house, and who must not meet whom: for all staff, by the names that are shown.
ON_DUTY = {"given", "others_given", "apart_given", "taken_over_because", "group", "kept_hour", "clash_acceptance"} | {
    "screen"
}

PAGES: dict[str, set[str]] = {
    "nobody": set(),
    # All that is recorded about oneself, and why a mark was corrected.
    "resident": OWN
    | OF_THE_HOUSE
    | {"persons_note"}
    | {"correction", "mothers_given", "mothers_surname", "brothers_surname", "device", "letter_recipient"},
    "other_resident": OF_THE_HOUSE | {"others_given", "others_surname", "friends_surname"},
    # A live consent opens the times and places of family sessions, with the resident's first name; no mark, no note.
    "mother": {"given", "room", "title", "cancelled_because", "pause"}
    | {"mothers_given", "mothers_surname", "mothers_login"},
    "brother": set(),
    "aunt": set(),
    "facilitator": OF_THE_HOUSE | KEEPS_THE_REGISTER | ON_DUTY | {"leaders_surname"},
    # Staff read the house's day, and no register but their own.
    "other_facilitator": OF_THE_HOUSE | ON_DUTY,
    "night_staff": OF_THE_HOUSE | ON_DUTY,
    "manager": OF_THE_HOUSE
    | ON_DUTY
    | {"apart_surname", "apart_email", "apart_reason"}
    | KEEPS_THE_REGISTER
    | {"surname", "birth_year", "stay_reason", "left_out", "others_surname", "friends_surname", "mothers_surname"}
    # The manager has a card in the other house, whose name stands beside it.
    | {"brothers_surname", "nile_house"}
    | {"elders_surname", "leaders_surname", "illness"}
    # A card says what somebody signs in with.
    | {"login", "mothers_login"}
    | {"hours_rule", "template", "nile_template", "letter_recipient", "letter"},
    "other_manager": {"nile_house", "nile_room", "nile_title", "nile_hobby", "nile_group", "nile_given", "nile_surname"}
    | {"nile_pause", "nile_kept_hour", "nile_clash_acceptance", "nile_screen"}
    # Whose a template is stands beside it.
    | {"nile_hours_rule", "nile_template", "template", "house", "nile_note"}
    | {"nile_letter_recipient", "nile_letter"},
}

FEEDS: dict[str, set[str]] = {
    "mothers_token": set(),
    "residents_token": set(),
    # Staff feeds name no resident.
    "facilitators_token": {"room", "title", "cancelled_because", "pause"},
    # It hangs by the door of its room.
    "rooms_token": {"room"},
}

# Not one page each, but enough that a sweep which saw nothing would fail.
MUST_SEE = {
    "resident": {
        "persons_note",
        "letter_recipient",
        "title",
        "room",
        "given",
        "mothers_surname",
        "stay_reason",
        "left_out",
        "correction",
        "birth_year",
    },
    "mother": {"given", "title", "pause"},
    "facilitator": {"given", "absence", "correction", "note", "persons_note", "draft_note", "others_given"},
    "manager": {
        "surname",
        "others_surname",
        "absence",
        "correction",
        "note",
        "persons_note",
        "apart_reason",
        "elders_given",
    }
    | {"pause", "kept_hour", "clash_acceptance", "hours_rule", "template", "letter", "letter_recipient"},
    "night_staff": {"given", "others_given", "apart_given", "clash_acceptance"},
    "other_manager": {"nile_title", "nile_room", "nile_surname", "nile_pause", "nile_kept_hour"}
    | {"nile_clash_acceptance", "nile_letter", "nile_letter_recipient"},
    "other_facilitator": {"title", "room", "group", "taken_over_because"},
    "other_resident": {"title", "friends_surname", "hobby"},
}
