"""The whole scene: what scene.py sets, and what every scene_*.py beside it adds for its area."""

from importlib import import_module
from pathlib import Path

from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.authorisation.scene import Scene, set_scene
from tests.cast import NOW, Cast


def whole_scene(cast: Cast) -> Scene:
    """Set it on top of the cast's database; of the cast itself a copy is used."""
    scene = set_scene(Cast(**vars(cast) | {name: dict(getattr(cast, name)) for name in ("people", "series")}))
    for module in sorted(Path(__file__).parent.glob("scene_*.py")):
        with held_at(NOW), writing():
            import_module(f"tests.authorisation.{module.stem}").add(scene)
    db.session.expunge_all()
    return scene
