"""The set-up code: kept in the data folder, so that only whoever runs this Daybook can begin where others reach it."""

import os
import secrets
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path

from settings import Settings

# Without letters and digits that look alike; ten of them are 2^48 tries, and tries are counted.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


def _place(settings: Settings) -> Path:
    return settings.data_dir / "first_day_code"


def kept_code(settings: Settings) -> str:
    """The code of this Daybook, made when it is first asked for (mode 0600)."""
    path = _place(settings)
    if not path.exists():
        # Written under another name first: two processes starting at once must end with one code.
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write("".join(secrets.choice(_SIGNS) for _ in range(LENGTH)) + "\n")
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def is_code(typed: str, settings: Settings) -> bool:
    """Whether somebody typed the code; case, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in typed.casefold() if letter not in " -")
    return compare_digest(plain.encode(), kept_code(settings).encode())


def forget_code(settings: Settings) -> None:
    """Throw the code away: the first day has begun, and it opens nothing any more."""
    _place(settings).unlink(missing_ok=True)
