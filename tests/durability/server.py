"""Daybook as it is served, with its workers, but with the clock held where the cast lives."""

from collections.abc import Callable, Iterable
from typing import Any

from app import create_app
from foundation.clock import held_at
from serving import Server, prepare
from settings import from_environment
from tests.cast import NOW


def _held(wsgi: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        with held_at(NOW):
            return list(wsgi(environ, start))

    return answer


def main() -> None:
    """Serve until ended."""
    settings = from_environment()
    app = create_app(settings)
    with app.app_context(), held_at(NOW):
        prepare(settings)
    app.wsgi_app = _held(app.wsgi_app)  # type: ignore[method-assign]
    Server(app, settings, []).run()


if __name__ == "__main__":
    main()
