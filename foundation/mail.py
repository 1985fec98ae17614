"""Mail: one SMTP conversation, or a file where no mail server is set."""

import os
import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from foundation.clock import now
from foundation.database import new_id
from settings import Settings

TIMEOUT_SECONDS = 20


def compose(settings: Settings, *, to: str, subject: str, text: str, html: str, language: str) -> EmailMessage:
    """A mail in two shapes, text first. The sender says no house's name."""
    domain = urlsplit(settings.public_url).hostname or "localhost"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Daybook", "daybook", domain if "." in domain else "localhost.localdomain")
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(now())
    message["Message-ID"] = make_msgid(idstring=new_id(), domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    # Last: making room for a second shape would move this header down into the first.
    message["Content-Language"] = language
    return message


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Hand a mail to the mail server, or keep it as a file; OSError when the server cannot be reached.

    smtplib's own errors are OSErrors too.
    """
    if settings.smtp_url is None:
        folder = settings.data_dir / "mail"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{now():%Y%m%dT%H%M%S}-{new_id()}.eml"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.as_bytes())
        return
    parts = urlsplit(settings.smtp_url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "localhost", parts.port or 0, timeout=TIMEOUT_SECONDS) as server:
        server.ehlo()
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
