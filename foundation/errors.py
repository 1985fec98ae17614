"""Typed errors: what went wrong, in one sentence, with the HTTP status that fits."""

from typing import ClassVar


class DaybookError(Exception):
    """A fault that a person caused or can mend.

    ``sentence`` is an English catalogue message with ``%(name)s`` places; ``params`` fill them.
    It is translated where it is shown, so that a rule needs no language.
    """

    status: ClassVar[int] = 500

    def __init__(self, sentence: str = "", **params: object) -> None:
        super().__init__(sentence % params if params else sentence)
        self.sentence = sentence
        self.params = params


class Refused(DaybookError):
    """What was asked breaks a rule; nothing was changed (422)."""

    status = 422


class NotFound(DaybookError):
    """It does not exist for this person (404)."""

    status = 404


class Forbidden(DaybookError):
    """This person may never do such things (403)."""

    status = 403


class Stale(DaybookError):
    """Somebody changed it in the meantime (409)."""

    status = 409


class TooMany(DaybookError):
    """Too many attempts (429); ``retry_after`` in seconds."""

    status = 429

    def __init__(self, sentence: str = "", *, retry_after: int, **params: object) -> None:
        super().__init__(sentence, **params)
        self.retry_after = retry_after
