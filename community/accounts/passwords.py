"""Passwords: argon2id, and the same time spent when there is nothing to compare with."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foundation.errors import Refused
from foundation.messages import N_

# OWASP's password storage sheet names 19 MiB and two passes as the least for argon2id.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _hasher.hash("nobody's password")
SHORTEST, LONGEST = 10, 200
_COMMON = frozenset({"password", "1234567890", "qwertyuiop", "passwordpassword", "0123456789"})


def hash_password(password: str) -> str:
    """The argon2id hash of a new password; Refused when it is short, endless or known to everyone."""
    if len(password) < SHORTEST:
        raise Refused(N_("A password has at least %(least)s characters."), least=SHORTEST)
    if len(password) > LONGEST:
        raise Refused(N_("A password has at most %(most)s characters."), most=LONGEST)
    if password.lower() in _COMMON or len(set(password)) < 4:
        raise Refused(N_("That password is too easy to guess."))
    return _hasher.hash(password)


def hash_pin(pin: str) -> str:
    """The argon2id hash of a PIN that Daybook itself has drawn; no rule of passwords holds for it."""
    return _hasher.hash(pin)


def rehash(password: str) -> str:
    """The hash, with today's settings, of a password that was taken before and has just been right."""
    return _hasher.hash(password[:LONGEST])


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the right one; takes as long when there is no hash."""
    if len(password) > LONGEST:
        password = password[:LONGEST]
    try:
        _hasher.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(password_hash)
