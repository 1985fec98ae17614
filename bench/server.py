"""The server that is measured: the app as it is served, with the limits beside it and the clock held."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from app import create_app
from bench import limits
from bench.houses import AT
from foundation.clock import held_at
from serving import Server
from settings import from_environment


def _held(wsgi: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        with held_at(AT):
            return wsgi(environ, start)

    return answer


def main() -> None:
    """Serve until told to stop."""
    settings = from_environment()
    app = create_app(settings)
    app.register_blueprint(limits.blueprint)
    app.extensions["bench_worker"] = os.getpid
    app.wsgi_app = _held(app.wsgi_app)  # type: ignore[method-assign]
    Server(app, settings, []).run()


if __name__ == "__main__":
    main()
