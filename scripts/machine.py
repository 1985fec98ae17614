"""What the tests need of the machine beside Python: Chromium, PostgreSQL and node, installed where we may."""

import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LONGEST_INSTALL = 900  # seconds
LONGEST_QUESTION = 30  # seconds
QUICK_ROOM = 2 * 1024**3  # bytes; a whole run takes a tenth of it


@dataclass(frozen=True, slots=True)
class Need:
    """Something the tests use: what it is called, the Debian package, and what goes untested without it."""

    name: str
    package: str
    without: str


CHROMIUM = Need("Chromium", "chromium", "the journeys in a browser")
POSTGRESQL = Need("PostgreSQL", "postgresql", "the tests on PostgreSQL")
# WeasyPrint draws with it; its second library comes with the same package.
PANGO = Need("Pango", "libpangoft2-1.0-0", "the PDFs")
NODE = Need("node", "nodejs", "reading the feeds with Mozilla's ical.js")


def quick_folder() -> Path | None:
    """A folder in memory with room for what the tests write and throw away, or None.

    A container may have one of a few megabytes, and a disk under many small databases may be very slow.
    """
    folder = Path("/dev/shm")
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    return folder if free >= QUICK_ROOM and os.access(folder, os.W_OK | os.X_OK) else None


def chromium() -> str | None:
    """The path of a Chromium that answers, or None."""
    for name in CHROMIUM_NAMES:
        path = shutil.which(name)
        if path and _answers(path, "--version"):
            return path
    return None


def node() -> str | None:
    """The path of a node that answers, or None."""
    path = shutil.which("node") or shutil.which("nodejs")
    return path if path and _answers(path, "--version") else None


def pango() -> str | None:
    """The name of the library that WeasyPrint sets text with, or None."""
    return ctypes.util.find_library("pangoft2-1.0")


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server's programs, or None."""
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    if found:
        return max(found, key=lambda folder: int(folder.parent.name.split(".")[0]))
    on_path = shutil.which("initdb")
    if on_path and shutil.which("postgres"):
        return Path(on_path).resolve().parent
    return None


def missing() -> list[Need]:
    """The needs this machine does not meet."""
    found: Mapping[Need, object] = {
        CHROMIUM: chromium(),
        POSTGRESQL: postgres_binaries(),
        NODE: node(),
        PANGO: pango(),
    }
    return [need for need, path in found.items() if path is None]


def install(needs: list[Need]) -> str | None:
    """Install the Debian packages of ``needs``; gives a sentence on why it could not, or None."""
    if not shutil.which("apt-get"):
        return "there is no apt-get here"
    become = _becoming_root()
    if become is None:
        return "this needs root or sudo without a password"
    # --no-install-recommends: a browser and a server, not a desktop.
    for command in (
        [*become, "apt-get", "update", "-qq"],
        [*become, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *(n.package for n in needs)],
    ):
        try:
            done = subprocess.run(
                command,
                timeout=LONGEST_INSTALL,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"apt-get did not finish: {error}"
        # A failing update may leave lists that are good enough; a failing install is what counts.
        if done.returncode and "install" in command:
            lines = done.stderr.strip().splitlines()
            return f"apt-get said: {lines[-1] if lines else done.returncode}"
    return None


def prepare() -> list[str]:
    """Install what is missing where we may; gives one sentence for each thing that is still missing."""
    lacking = missing()
    if not lacking:
        return []
    print(f"Installing for the tests: {', '.join(need.name for need in lacking)}", flush=True)
    why = install(lacking)
    return [
        f"{need.name} is missing, so that {need.without} did not run ({why or 'installed, but not found'}): "
        f"sudo apt install {need.package}"
        for need in missing()
    ]


def _answers(*command: str) -> bool:
    # Some systems put a stub there that only says how to get the real program.
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_QUESTION)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _becoming_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _answers("sudo", "-n", "true") else None
