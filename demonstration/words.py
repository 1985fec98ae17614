"""What people of the demonstration wrote: names of stages, reasons of changes, notes about groups."""

from demonstration.plan import Step

ORGANISATION = {
    "en": "Rivers and Trees",
    "pl": "Rzeki i Drzewa",
    "ar": "أنهار وأشجار",
    "ru": "Реки и деревья",
}
ORIENTATION = {"en": "Orientation", "pl": "Orientacja", "ar": "التهيئة", "ru": "Знакомство"}
PRIMARY = {
    "en": "Primary treatment",
    "pl": "Terapia zasadnicza",
    "ar": "العلاج الأساسي",
    "ru": "Основной этап",
}
RE_ENTRY = {"en": "Re-entry", "pl": "Powrót", "ar": "العودة إلى المجتمع", "ru": "Возвращение"}
AFTERCARE = {"en": "Aftercare", "pl": "Dalsza opieka", "ar": "الرعاية اللاحقة", "ru": "Поддержка после дома"}
NIGHT_WATCH = {"en": "Night watch", "pl": "Dyżur nocny", "ar": "نوبة الليل", "ru": "Ночное дежурство"}
FOOTBALL = {"en": "Football", "pl": "Piłka nożna", "ar": "كرة القدم", "ru": "Футбол"}
CHOIR = {"en": "Choir", "pl": "Chór", "ar": "الكورال", "ru": "Хор"}
CIRCLE = {"en": "Thursday circle", "pl": "Krąg czwartkowy", "ar": "حلقة الخميس", "ru": "Четверговый круг"}
KITCHEN = {"en": "Kitchen", "pl": "Kuchnia", "ar": "المطبخ", "ru": "Кухня"}

REPAIR = {
    "en": "The heating in this room is being repaired.",
    "pl": "W tej sali trwa naprawa ogrzewania.",
    "ar": "يجري إصلاح التدفئة في هذه الغرفة.",
    "ru": "В этой комнате чинят отопление.",
}
LATER = {
    "en": "We begin a little later this time.",
    "pl": "Tym razem zaczynamy trochę później.",
    "ar": "نبدأ هذه المرة متأخرين قليلًا.",
    "ru": "В этот раз начнём немного позже.",
}
FEAST = {
    "en": "The whole house goes on an outing.",
    "pl": "Cały dom jedzie na wycieczkę.",
    "ar": "البيت كله في رحلة.",
    "ru": "Весь дом едет на прогулку.",
}
CORRECTION = {
    "en": "Had an appointment that day; the paper came later.",
    "pl": "Tego dnia była umówiona wizyta; zaświadczenie przyszło później.",
    "ar": "كان هناك موعد في ذلك اليوم، ووصلت الورقة لاحقًا.",
    "ru": "В тот день был назначен приём; справка пришла позже.",
}
NOTES = {
    "en": (
        "A calm group. Everybody spoke at least once.",
        "We talked about the weekend and how to plan it.",
        "Began five minutes late because of the room.",
        "Lively talk about sleep and evenings. To be continued next time.",
        "Two people asked for more time for music.",
    ),
    "pl": (
        "Spokojna grupa, każdy zabrał głos.",
        "Rozmowa o planach na weekend.",
        "Zaczęliśmy pięć minut później z powodu sali.",
        "Dużo pytań o wizyty; wrócimy do tego za tydzień.",
    ),
    "ar": (
        "مجموعة هادئة، وتكلم الجميع.",
        "تحدثنا عن تنظيم عطلة نهاية الأسبوع.",
        "بدأنا متأخرين خمس دقائق بسبب الغرفة.",
        "أسئلة كثيرة عن الزيارات، ونكمل في المرة القادمة.",
    ),
    "ru": (
        "Спокойная группа, высказались все.",
        "Говорили о планах на выходные.",
        "Начали на пять минут позже из-за комнаты.",
        "Много вопросов о встречах с родными; продолжим в следующий раз.",
    ),
}


def path(*, primary_from: int, re_entry_from: int, aftercare_from: int) -> tuple[Step, ...]:
    """A house's stages: orientation first, and on which day of a stay each later one usually begins."""
    return (
        Step("rehabilitation", ORIENTATION, 0),
        Step("rehabilitation", PRIMARY, primary_from),
        Step("socialisation", RE_ENTRY, re_entry_from),
        Step("aftercare", AFTERCARE, aftercare_from),
    )
