"""How passwords are hashed: slowly, on purpose."""

from tests.conftest import REAL_HASHER


def test_a_hash_is_argon2id_with_at_least_what_the_storage_sheet_asks_for() -> None:
    # OWASP's password storage sheet: at least 19 MiB of memory, two passes.
    assert REAL_HASHER.hash("a quiet evening").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
