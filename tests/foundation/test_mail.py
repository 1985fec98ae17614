"""A mail is handed over in a real conversation, or kept as a file that only its owner reads."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from foundation.mail import compose, deliver
from settings import Settings
from tests.conftest import settings_for
from tests.smtp import mail_server


def mail(settings: Settings) -> None:
    message = compose(
        settings,
        to="amina@example.org",
        subject="Zaproszenie – دعوة",
        text="Dzień dobry\n.\nżółw",
        html="<p>żółw</p>",
        language="pl",
    )
    deliver(settings, message)


def test_a_mail_reaches_the_server_whole(tmp_path: Path) -> None:
    with mail_server() as mailbox:
        mail(settings_for(tmp_path, smtp_url=mailbox.url, public_url="https://daybook.example.org"))
    (taken,) = mailbox.taken
    assert (taken.sender, taken.to) == ("daybook@daybook.example.org", ["amina@example.org"])
    message = taken.message
    assert message["Subject"] == "Zaproszenie – دعوة"
    assert message["Content-Language"] == "pl"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == ["Dzień dobry", ".", "żółw"]


def test_a_server_that_says_no_or_is_away_is_an_oserror(tmp_path: Path) -> None:
    with mail_server() as mailbox:
        mailbox.refuses = True
        with pytest.raises(OSError):
            mail(settings_for(tmp_path, smtp_url=mailbox.url))
    with pytest.raises(OSError):
        mail(settings_for(tmp_path, smtp_url=mailbox.url))
    assert mailbox.taken == []


def test_without_a_server_each_mail_is_a_private_file(tmp_path: Path) -> None:
    mail(settings_for(tmp_path))
    (path,) = (tmp_path / "mail").glob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert message_from_bytes(path.read_bytes(), policy=policy.default)["To"] == "amina@example.org"
