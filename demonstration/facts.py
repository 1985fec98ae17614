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
    """The facts as they hold at today's PUBLIC_URL; None when there are none."""
    try:
        facts: Facts = json.loads(place(settings).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    before = facts["base_url"]
    if before != settings.public_url:
        facts["base_url"] = settings.public_url
        for feed in facts["feeds"]:
            feed["url"] = settings.public_url + feed["url"].removeprefix(before)
    return facts


def keep(settings: Settings, facts: Facts) -> None:
    """Keep the facts for this user alone (0600): whole or not at all."""
    draft = place(settings).with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=2)
        file.write("\n")
    draft.replace(place(settings))
