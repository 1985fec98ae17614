"""The facts of the demonstration in DATA_DIR/demo.json, so that people and programs find their way in."""

import json
import os
from pathlib import Path
from typing import Any

from settings import Settings

Facts = dict[str, Any]


def place(settings: Settings) -> Path:
    """Where the facts are kept."""
    return settings.data_dir / "demo.json"


def kept(settings: Settings) -> Facts | None:
    """The facts as they were kept by whoever served last; None when there are none."""
    try:
        facts: Facts = json.loads(place(settings).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return facts


def served_at(facts: Facts, address: str) -> Facts:
    """The same facts with the address they are served at from now on."""
    before = facts["base_url"]
    feeds = [feed | {"url": address + feed["url"].removeprefix(before)} for feed in facts["feeds"]]
    return facts | {"base_url": address, "feeds": feeds}


def keep(settings: Settings, facts: Facts) -> None:
    """Keep the facts for this user alone (0600): whole or not at all."""
    draft = place(settings).with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=2)
        file.write("\n")
    draft.replace(place(settings))
