"""Everything Daybook reads from its environment, in one frozen object; nobody else reads os.environ."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
SHORTEST_SECRET = 32
KNOWN_SECRETS = {"secret", "dev", "development", "changeme", "change-me", "daybook", "password"}


class SettingsError(SystemExit):
    """A setting is missing, weak or contradictory; the program does not start."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one running Daybook; docs/settings.md says what each means."""

    host: str
    port: int
    data_dir: Path
    database_url: str
    secret_key: str
    public_url: str
    smtp_url: str | None
    scheduler: bool
    demo_password: str | None
    demo: bool
    trusted_proxies: int = 0
    testing: bool = False

    @property
    def https(self) -> bool:
        """Whether people reach the app over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def host_names(self) -> frozenset[str]:
        """The Host headers that are answered, with and without the port."""
        parts = urlsplit(self.public_url)
        names = {parts.netloc, parts.hostname or ""}
        if parts.hostname in ("127.0.0.1", "localhost"):
            names |= {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        return frozenset(names)

    @property
    def public(self) -> bool:
        """Whether others than this machine reach it: by the address it listens on, or by way of a proxy."""
        return is_public(self.host) or is_public(urlsplit(self.public_url).hostname or "")


def is_public(host: str) -> bool:
    """Whether an address to listen on can be reached from other machines."""
    if host == "localhost":
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True


def is_every_address(host: str) -> bool:
    """Whether an address to listen on stands for all of them, and so is none that a browser could go to."""
    try:
        return not host or ip_address(host).is_unspecified
    except ValueError:
        return False


def check_secret(secret: str) -> str:
    """Give a good secret back; raise SettingsError for a short or well-known one."""
    if len(secret) < SHORTEST_SECRET or secret.lower() in KNOWN_SECRETS or len(set(secret)) < 8:
        raise SettingsError(
            f"SECRET_KEY is too weak: use at least {SHORTEST_SECRET} random characters, or leave it unset."
        )
    return secret


def kept_secret(data_dir: Path) -> str:
    """Read the secret kept in the data folder, making it on the first start (mode 0600)."""
    path = data_dir / "secret_key"
    if not path.exists():
        # Written under another name first: two processes starting at once must end with one secret.
        draft = data_dir / f"secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return check_secret(path.read_text().strip())


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "on").strip().lower()
    if value not in ("on", "off"):
        raise SettingsError(f"{name} must be on or off, not {value!r}.")
    return value == "on"


def _number(environ: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    value = environ.get(name, str(default)).strip()
    if not value.isdecimal() or not least <= int(value) <= most:
        raise SettingsError(f"{name} must be a whole number from {least} to {most}.")
    return int(value)


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise SettingsError(f"{name} must look like https://daybook.example.org, without a path.")
    return value


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings, make the data folder (0700) and refuse what is unsafe with a plain sentence."""
    data_dir = Path(environ.get("DATA_DIR") or HERE / "instance").expanduser().resolve()
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    host = environ.get("HOST", "127.0.0.1")
    port = _number(environ, "PORT", 8000, least=1, most=65535)
    if is_every_address(host) and not environ.get("PUBLIC_URL"):
        raise SettingsError(
            "HOST stands for every address of this machine: set PUBLIC_URL to the one that people type, "
            "such as https://daybook.example.org."
        )
    url = environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'daybook.db'}"
    secret = environ.get("SECRET_KEY")
    shown_host = f"[{host}]" if ":" in host else host
    settings = Settings(
        host=host,
        port=port,
        data_dir=data_dir,
        database_url=url.replace("postgresql://", "postgresql+psycopg://", 1),
        secret_key=check_secret(secret) if secret else kept_secret(data_dir),
        public_url=_address(environ, "PUBLIC_URL", f"http://{shown_host}:{port}"),
        smtp_url=environ.get("SMTP_URL") or None,
        scheduler=_switch(environ, "SCHEDULER"),
        demo_password=environ.get("DEMO_PASSWORD") or None,
        demo=_switch(environ, "DEMO"),
        trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0, least=0, most=9),
    )
    if environ.get("FLASK_DEBUG", "0") not in ("", "0") and settings.public:
        raise SettingsError("Debug mode on a public address would let strangers run code; it is refused.")
    return settings
