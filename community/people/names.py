"""How people are called on screens and paper."""


def shown_name(given_name: str, surname: str) -> str:
    """First name and initial: "Marta W."; the surname never leaves the card."""
    return f"{given_name} {surname[0]}." if surname else given_name
