"""A small mail server on the loopback address: enough SMTP (RFC 5321) to be told a mail, which it keeps."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Taken:
    """One mail as it came over the wire."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        return message_from_bytes(self.raw, policy=policy.default)  # type: ignore[return-value]


@dataclass
class Mailbox:
    """Where the server keeps what it took; ``refuses`` makes it say no to every mail."""

    port: int
    refuses: bool = False
    taken: list[Taken] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What SMTP_URL would be."""
        return f"smtp://127.0.0.1:{self.port}"


class _Talk(socketserver.StreamRequestHandler):
    timeout = 10

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        mailbox: Mailbox = self.server.mailbox  # type: ignore[attr-defined]
        sender, to = "", []
        self.say("220 test ESMTP")
        for _ in range(50):
            line = self.rfile.readline(2000).decode().rstrip("\r\n")
            word = line.split(" ")[0].split(":")[0].upper()
            if word in ("EHLO", "HELO"):
                self.say("250-test")
                self.say("250 8BITMIME")
            elif word == "MAIL" and mailbox.refuses:
                self.say("451 not now")
            elif word == "MAIL":
                sender = line.split("<")[1].split(">")[0]
                self.say("250 ok")
            elif word == "RCPT":
                to.append(line.split("<")[1].split(">")[0])
                self.say("250 ok")
            elif word == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline(2000)) not in (b".\r\n", b""):
                    lines.append(part[1:] if part.startswith(b"..") else part)
                mailbox.taken.append(Taken(sender, to, b"".join(lines)))
                sender, to = "", []
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif word == "RSET":
                self.say("250 ok")
            else:
                self.say("500 what?" if line else "221 bye")
                if not line:
                    return


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    mailbox: Mailbox


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Serve on a free loopback port while the block runs."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.mailbox = Mailbox(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.mailbox
        finally:
            server.shutdown()
            thread.join(5)
