"""What the pages of single sessions act on: the series of both houses."""

from tests.authorisation.scene import Scene


def add(scene: Scene) -> None:
    """Name them."""
    scene.ids |= {f"{name}_series": scene.cast.series[name].id for name in ("group", "lunch", "nile")}
