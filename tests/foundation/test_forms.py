"""An e-mail address is one that every mail server takes."""

import pytest

from foundation.forms import is_email


@pytest.mark.parametrize("address", ["a@b.pl", "amina.haddad+calendar@mail.example.org", "o'neil@example.org"])
def test_an_address_is_taken(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "amina",
        "amina@",
        "@example.org",
        "amina@example",
        "amina@example..org",
        "amina@-example.org",
        "two@at@example.org",
        "with space@example.org",
        "line@example.org\nBcc: x@example.org",
        "line@example.org\n",
        "żółw@example.org",
        "amina@żółw.pl",
        "<amina@example.org>",
        "a" * 243 + "@example.org",
    ],
)
def test_what_is_no_address_is_not(address: str) -> None:
    assert not is_email(address)
