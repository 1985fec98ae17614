"""Nile House: the small house of the demonstration, whose week begins on Saturday. Its people are invented."""

from demonstration.plan import Away, Guest, HousePlan, Kin, Worker
from demonstration.words import path

STAFF = (
    Worker("mona", "منى", "فؤاد", "ar", "manager", account=True),
    Worker("hany", "هاني", "رزق", "ar", "facilitator"),
    Worker("nancy", "نانسي", "عادل", "ar", "counsellor"),
)
GUESTS = (
    Guest("mahmoud", "محمود", "السيد", "ar", came=75),
    Guest("rania", "رانيا", "شوقي", "ar", came=58, reason="family"),
    Guest("tarek", "طارق", "حسن", "ar", came=49),
    Guest("salma", "سلمى", "عثمان", "ar", came=36),
    Guest("youssef", "يوسف", "جرجس", "ar", came=29, reason="family"),
    Guest("peter", "Peter", "Lang", "en", came=24),
    Guest("heba", "هبة", "زكي", "ar", came=13),
    Guest("ali", "علي", "إبراهيم", "ar", came=4, reason="court"),
    Guest("samir", "سمير", "نجيب", "ar", came=70, left=31),
)
KIN = (
    Kin("fatma", "فاطمة", "السيد", "ar", "mahmoud", "mother", 50, "live"),
    Kin("ashraf", "أشرف", "حسن", "ar", "tarek", "brother", 40, "none"),
)

NILE = HousePlan(
    slug="nile",
    name={"en": "Nile House", "ar": "بيت النيل", "pl": "Dom nad Nilem", "ru": "Дом на Ниле"},
    zone="Africa/Cairo",
    language="ar",
    week_starts="sat",
    weekend=("fri", "sat"),
    week_file="twelve-step-minnesota.json",
    opened=120,
    steps=path(primary_from=7, re_entry_from=28, aftercare_from=90),
    staff=STAFF,
    guests=GUESTS,
    kin=KIN,
    invited=("mahmoud", "tarek"),
    leaves=(Away("rania", 16, 14),),
    crisis_numbers=(("هاتف الليل", "555 0177"),),
    roles={"mona": "other_manager"},
)
