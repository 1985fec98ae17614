"""How people are called on screens and paper."""

# Many Arabic surnames begin with the article, whose first letter would tell none from another.
ARTICLE = "ال"


def shown_name(given_name: str, surname: str) -> str:
    """First name and initial: "Marta W."; the surname never leaves the card."""
    initial = surname.removeprefix(ARTICLE)[:1] or surname[:1]
    return f"{given_name} {initial}." if initial else given_name
