"""The files that the house rules look at."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("foundation", "community", "sessions", "demonstration")
MODULES = ("app.py", "jobs.py", "serving.py", "settings.py")
OUTSIDE = {"instance", "__pycache__", "node_modules"}
DOTTED = {".ci", ".gitignore"}  # what starts with a dot and is ours


@cache
def python_files() -> tuple[Path, ...]:
    """The app's own Python files."""
    found = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    found += [ROOT / name for name in MODULES if (ROOT / name).exists()]
    return tuple(sorted(found))


@cache
def tree_of(path: Path) -> ast.Module:
    """A source file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def tracked_files() -> tuple[Path, ...]:
    """All files of the project, new ones too; without git, all files that are not made by tools."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, timeout=120)
    except OSError:
        listed = None
    if listed is not None and listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [p for p in ROOT.rglob("*") if not _made_by_tools(p.relative_to(ROOT))]
    return tuple(sorted(path for path in paths if path.is_file()))


def _made_by_tools(path: Path) -> bool:
    return any(part in OUTSIDE or (part[0] == "." and part not in DOTTED) for part in path.parts)


def place(path: Path, line: int = 0) -> str:
    """Where a fault stands, from the root of the project."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of an attribute or a name, or an empty text."""
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def imports_of(tree: ast.AST) -> list[tuple[str, int]]:
    """The modules that a file imports, with the line."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.module or "", node.lineno))
    return found
