"""The smallest HTTP client: what it costs itself falls on both sides of a ratio, so it must cost little."""

import json
import re
import socket
from dataclasses import dataclass
from time import perf_counter

# gunicorn closes a connection that was quiet for two seconds.
QUIET_SECONDS = 1.0
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes:
        """One header of the answer, or nothing."""
        found = re.search(rb"(?im)^" + name + rb": ([^\r]*)", self.head)
        return found.group(1) if found else b""


class Client:
    """One kept-alive connection to a server on this machine, with the cookies of one browser."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[bytes, bytes] = {}
        self.token = b""
        self._socket: socket.socket | None = None
        self._used = 0.0

    def get(self, path: str, **headers: str) -> Answer:
        """Fetch a path."""
        return self._ask(b"GET", path, b"", headers)

    def post(self, path: str, body: bytes, content_type: str, **headers: str) -> Answer:
        """Send a body."""
        return self._ask(b"POST", path, body, headers | {"Content-Type": content_type})

    def send_json(self, path: str, data: object) -> Answer:
        """Send data as a device does, with the token of the page it came from."""
        return self.post(path, json.dumps(data).encode(), "application/json", **{"X-CSRFToken": self.token.decode()})

    def send_form(self, path: str, **fields: str) -> Answer:
        """Send a form as a browser does."""
        # Only hex ids, plain words and the token are sent from here: nothing in them needs to be escaped.
        body = "&".join(f"{name}={value}" for name, value in ({"csrf_token": self.token.decode()} | fields).items())
        return self.post(path, body.encode(), "application/x-www-form-urlencoded")

    def see_token(self, path: str) -> None:
        """Take the CSRF token from a page."""
        found = TOKEN.search(self.get(path).body)
        if found is None:
            raise RuntimeError(f"{path} shows no form")
        self.token = found.group(1)

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the form, as people do."""
        self.see_token("/sign-in")
        answer = self.send_form("/sign-in", login=login, password=password)
        if answer.status != 303:
            raise RuntimeError(f"{login} could not sign in: {answer.status}")
        self.see_token("/account")

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, method: bytes, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        lines = [b"%s %s HTTP/1.1" % (method, path.encode()), b"Host: 127.0.0.1:%d" % self.port]
        lines += [f"{name}: {value}".encode() for name, value in headers.items()]
        if self.cookies:
            lines.append(b"Cookie: " + b"; ".join(b"%s=%s" % pair for pair in self.cookies.items()))
        if method == b"POST":
            lines.append(b"Content-Length: %d" % len(body))
        return self._keep(self._exchange(b"\r\n".join(lines) + b"\r\n\r\n" + body))

    def _exchange(self, request: bytes) -> Answer:
        if perf_counter() - self._used > QUIET_SECONDS:
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        answer = Answer(int(head[9:12]), head, b"")
        length = 0 if answer.status in (204, 304) else int(answer.header(b"Content-Length") or 0)
        chunks, have = [body], len(body)
        while have < length:
            chunks.append(self._more())
            have += len(chunks[-1])
        self._used = perf_counter()
        if b"onnection: close" in head:
            self.close()
        return Answer(answer.status, head, b"".join(chunks))

    def _more(self) -> bytes:
        assert self._socket is not None
        got = self._socket.recv(262144)
        if not got:
            self.close()
            raise ConnectionError("the server closed the connection")
        return got

    def _keep(self, answer: Answer) -> Answer:
        if b"Set-Cookie" in answer.head:
            for name, value in re.findall(rb"(?im)^Set-Cookie: ([^=\r]+)=([^;\r]*)", answer.head):
                self.cookies[name] = value
        return answer
