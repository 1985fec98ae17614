"""The ready path: four stages that most houses know, to begin with and to rename."""

# Orientation, primary treatment and re-entry are the stages of De Leon's therapeutic community (The Therapeutic
# Community, 2000); aftercare follows in every tradition that Daybook knows.
READY_PATH: tuple[tuple[str, dict[str, str]], ...] = (
    ("rehabilitation", {"en": "Orientation", "pl": "Wprowadzenie", "ar": "التعريف", "ru": "Знакомство"}),
    (
        "rehabilitation",
        {"en": "Primary treatment", "pl": "Terapia podstawowa", "ar": "العلاج الأساسي", "ru": "Основная программа"},
    ),
    (
        "socialisation",
        {"en": "Re-entry", "pl": "Powrót do życia", "ar": "العودة إلى الحياة", "ru": "Возвращение в жизнь"},
    ),
    ("aftercare", {"en": "Aftercare", "pl": "Wsparcie po terapii", "ar": "الرعاية اللاحقة", "ru": "Поддержка после"}),
)
