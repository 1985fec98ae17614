"""The columns of a table of residents, and every name they are known by."""

from collections.abc import Mapping

from foundation.words import fold

# The name of each column in the four languages; the key itself and other names that people use count too.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "given_name": {"en": "first name", "pl": "imię", "ar": "الاسم الأول", "ru": "имя"},
    "surname": {"en": "surname", "pl": "nazwisko", "ar": "اسم العائلة", "ru": "фамилия"},
    "language": {"en": "language", "pl": "język", "ar": "اللغة", "ru": "язык"},
    "birth_date": {"en": "birth date", "pl": "data urodzenia", "ar": "تاريخ الميلاد", "ru": "дата рождения"},
    "admitted_on": {"en": "admitted on", "pl": "data przyjęcia", "ar": "تاريخ القبول", "ru": "дата поступления"},
    "treatment_consent_signed": {
        "en": "treatment consent signed",
        "pl": "zgoda na leczenie podpisana",
        "ar": "تم توقيع الموافقة على العلاج",
        "ru": "согласие на лечение подписано",
    },
    "stage": {"en": "stage", "pl": "etap", "ar": "المرحلة", "ru": "этап"},
    "login": {"en": "login", "pl": "login", "ar": "اسم الدخول", "ru": "логин"},
    "alias": {"en": "shown as", "pl": "pokazywane jako", "ar": "يظهر باسم", "ru": "показывать как"},
    "reason": {"en": "reason", "pl": "powód", "ar": "السبب", "ru": "причина"},
}
_OTHER_NAMES = {
    "given_name": ("name", "given name", "forename", "imie", "الاسم"),
    "surname": ("last name", "family name", "اللقب", "الكنية"),
    "birth_date": ("date of birth", "born", "ur", "урожд"),
    "admitted_on": ("admitted", "admission date", "przyjęcie", "поступил"),
    "treatment_consent_signed": ("consent", "consent signed", "zgoda", "الموافقة", "согласие"),
    "login": ("e-mail", "email", "البريد الإلكتروني", "почта"),
    "alias": ("alias", "pseudonim", "псевдоним"),
}


def known_names() -> dict[str, str]:
    """The key of a column by each of its names, folded."""
    found = {}
    for key, names in COLUMNS.items():
        for name in (key, key.replace("_", " "), *names.values(), *_OTHER_NAMES.get(key, ())):
            found[fold(name)] = key
    return found
