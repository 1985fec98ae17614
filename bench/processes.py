"""Starting servers on this machine, waiting for their first answer, and how much memory they take."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bench.client import Client

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START = 240.0
LOOK_EVERY = 0.02


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def environment(data_dir: Path, port: int, **more: str) -> dict[str, str]:
    """The environment of a server on a folder and a port of its own, with nothing of the caller's settings."""
    ours = ("HOST", "DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "SMTP_URL", "SCHEDULER", "DEMO", "DEMO_PASSWORD")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"DATA_DIR": str(data_dir), "PORT": str(port)} | more


def first_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait for the first 200 of /healthz; RuntimeError when the server ended or never answered."""
    until = time.perf_counter() + LONGEST_START
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        client = Client(port)
        try:
            if client.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(LOOK_EVERY)
        finally:
            client.close()
    raise RuntimeError("the server never answered")


@contextmanager
def serving(
    command: Sequence[str], environ: Mapping[str, str], port: int, log: Path
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A server in a session of its own, and the seconds from the command to its first answer; ended afterwards."""
    began = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=out, stderr=out, start_new_session=True)
    try:
        first_answer(port, process)
        yield process, time.perf_counter() - began
    except BaseException:
        print("\n" + log.read_text(encoding="utf-8", errors="replace")[-2000:])
        raise
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group that was started here, and nothing else."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, sign)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            continue


def _group(leader: int) -> list[int]:
    """The processes of a group, by what the kernel says."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if os.getpgid(int(folder.name)) == leader:
                    found.append(int(folder.name))
            except ProcessLookupError:
                continue
    return found


def memory(leader: int) -> tuple[float, int]:
    """Megabytes of the processes of a group, shared pages counted once (PSS), and how many Python processes."""
    total, pythons = 0, 0
    for process in _group(leader):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        pythons += "python" in Path(f"/proc/{process}/cmdline").read_text()
    return total / 1024, pythons


def cpu_seconds(leader: int) -> float:
    """How long the processors have worked for a group and for those of it that ended."""
    ticks = 0
    for process in _group(leader):
        # utime, stime, cutime and cstime, counted from the bracket that ends the command's name.
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")
