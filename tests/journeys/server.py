"""What serves the journeys: one server in a process, with connections that stay open, and that can seem to be away."""

import socket
import threading
from contextlib import suppress
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.serving import WSGIRequestHandler
from werkzeug.test import run_wsgi_app

from foundation.clock import held_at
from tests.cast import NOW

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
# Where the pages find axe: of one origin with them, as their policy wants it.
AXE_PATH = "/axe.min.js"
KEPT = Headers({"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "max-age=31536000, immutable"})
SLOWEST_SECONDS = 60


class Handler(WSGIRequestHandler):
    """Answers a browser's requests one after the other on one connection; werkzeug's own closes it after each."""

    server: "Server"  # type: ignore[assignment]
    protocol_version = "HTTP/1.1"
    # Head and body leave together, and at once.
    wbufsize = -1
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        """Read the whole request and send the whole answer, so that the next one finds the connection clean."""
        self.environ = environ = self.make_environ()
        environ["wsgi.input"] = BytesIO(self.rfile.read(int(environ.get("CONTENT_LENGTH") or 0)))
        parts, status, headers = self.server.answer(environ)
        body = b"".join(parts)
        code, _, words = status.partition(" ")
        self.send_response(int(code), words)
        for name, value in headers:
            self.send_header(name, value)
        if "Content-Length" not in headers and code not in ("204", "304"):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")

    def log_request(self, *_said: object) -> None:
        """A line for each request would be read by nobody."""


class Server(ThreadingHTTPServer):
    """Serves the app of the test that runs; every request happens at NOW."""

    request_queue_size = 128
    daemon_threads = True

    # What a handler of werkzeug asks its server.
    ssl_context = None
    multithread, multiprocess = True, False
    _server_version = "journeys"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.port: int = self.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.app: Flask | None = None
        self.away = False
        self.answered: list[str] = []
        self._open: set[socket.socket] = set()
        self._busy = 0
        self._counting = threading.Lock()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer(self, environ: dict[str, Any]) -> Any:
        """What the app says to a request: its body in parts, status and headers."""
        with self._counting:
            self._busy += 1
        try:
            app = self.app
            if environ["PATH_INFO"] == AXE_PATH:
                return [AXE.read_bytes()], "200 OK", KEPT
            if app is None:
                return [b""], "503 Service Unavailable", Headers()
            with held_at(NOW):
                return run_wsgi_app(app, environ, buffered=True)
        finally:
            with self._counting:
                self._busy -= 1
            self.answered.append(environ["PATH_INFO"])

    def begin(self, app: Flask) -> None:
        """Serve the app of a test."""
        self.app, self.away, self.answered = app, False, []

    def end(self) -> None:
        """Let nothing of a test reach into the next: what is asked is answered to its end, what is open is closed."""
        self.app = None
        self.cut()
        until = monotonic() + SLOWEST_SECONDS
        while self._busy and monotonic() < until:
            sleep(0.01)
        assert self._busy == 0

    def cut(self) -> None:
        """Close every connection that is open."""
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Go away: whoever is connected is cut off, and nobody gets in."""
        self.away = True
        self.cut()

    def start(self) -> None:
        """Come back."""
        self.away = False

    def verify_request(self, *_asked: object) -> bool:
        """Whether somebody gets in."""
        return not self.away

    def process_request(self, request: Any, client_address: Any) -> None:
        """Keep what is open."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget what is closed."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that is gone before its answer is no fault; what the app could not do is in its log."""

    def log(self, kind: str, message: str, *said: object) -> None:
        """What a handler of werkzeug tells its server of a request that it could not read."""
