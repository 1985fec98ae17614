"""The wall board: on an enrolled television, and as a manager sees it before."""

from flask import Blueprint, Response, url_for

from community.access.actor import Actor
from community.access.guards import by_itself, requires
from community.access.permissions import Permission
from community.devices.enrolled import on_device
from community.devices.models import Device
from community.houses.models import House
from community.houses.queries import house_of
from foundation.database import db
from sessions.board import drawing
from sessions.board.drawing import Drawn

blueprint = Blueprint("board", __name__)


@blueprint.get("/board")
@on_device("board")
def board(device: Device) -> Response:
    """What happens in the house now and next, for everybody who passes."""
    return drawing.whole_page(db.session.get_one(House, device.house_id), _television())


@blueprint.get("/board/now")
@by_itself
@on_device("board")
def board_now(device: Device) -> Response:
    """Whether anything is new, and then all of it; a television asks every half minute."""
    return drawing.news(db.session.get_one(House, device.house_id), _television())


@blueprint.get("/board/preview")
@requires(Permission.DEVICE_MANAGE)
def preview(actor: Actor) -> Response:
    """The same page for a manager, before a television shows it."""
    return drawing.whole_page(house_of(actor), _preview())


@blueprint.get("/board/preview/now")
@by_itself
@requires(Permission.DEVICE_MANAGE)
def preview_now(actor: Actor) -> Response:
    """What is new on the page a manager looks at."""
    return drawing.news(house_of(actor), _preview())


def _television() -> Drawn:
    return Drawn(url_for("board.board"), url_for("board.board_now"))


def _preview() -> Drawn:
    return Drawn(url_for("board.preview"), url_for("board.preview_now"))
