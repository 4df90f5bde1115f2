"""Listener: HTTP/1.1 on loopback, one thread a connection, connections kept open.

`http.server` parses headers with the email package, which alone costs more than the rest of a small request; this reads what
clients of Kubernetes send and nothing more: a request line, headers, a body by length or in chunks. No TLS: it listens on
127.0.0.1 only, and every request needs the token.
"""

import contextlib
import socket
import socketserver
from collections.abc import Callable, Iterator
from http import HTTPStatus
from io import BufferedIOBase
from urllib.parse import parse_qsl, unquote

from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.store import encoded

Respond = Callable[[Request], Answer]

_LONGEST_LINE = 65_536
_LARGEST_BODY = 16 << 20
_MOST_HEADERS = 200
_PATIENCE = 10.0
_REASONS = {status.value: status.phrase for status in HTTPStatus}


class Malformed(Exception):  # noqa: N818 (it is what a client sent)
    """What was sent is not HTTP as it is understood here."""


class Listener(socketserver.ThreadingTCPServer):
    """A server that asks `respond` for the answer to each request."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, port: int, respond: Respond) -> None:
        self.respond = respond
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Connection)

    def cut(self) -> None:
        """Closes every connection."""
        for connection in tuple(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Connection(socketserver.StreamRequestHandler):
    server: Listener
    rbufsize = 1 << 16
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answers requests until the client, or an error, ends the connection."""
        self.server.connections.add(self.connection)
        try:
            while self._exchange():
                pass
        except (ConnectionError, TimeoutError):
            return
        finally:
            self.server.connections.discard(self.connection)

    def _exchange(self) -> bool:
        """Reads one request and answers it: whether the connection stays open."""
        try:
            request, stays = read(self.rfile, self._continue)
        except Malformed as error:
            self._send(Answer(400, data=str(error).encode(), media_type="text/plain; charset=utf-8"), stays=False)
            self._drain()
            return False
        if request is None:
            return False
        answer = self.server.respond(request)
        if answer.stream is None:
            self._send(answer, stays=stays)
        else:
            self._flow(answer)
        return stays and answer.stream is None

    def _drain(self) -> None:
        """Reads what is still coming: closed over unread data, a connection is reset, and the client never sees its answer."""
        left = _LARGEST_BODY
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_PATIENCE)
            while left > 0 and (data := self.connection.recv(self.rbufsize)):
                left -= len(data)

    def _continue(self) -> None:
        self.connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _send(self, answer: Answer, *, stays: bool) -> None:
        data = encoded(answer.value) if answer.data is None else answer.data
        self.connection.sendall(_head(answer, f"Content-Length: {len(data)}", stays=stays) + data)

    def _flow(self, answer: Answer) -> None:
        """Sends a stream in chunks, each at once."""
        assert answer.stream is not None, "a stream is sent in chunks"
        self.connection.sendall(_head(answer, "Transfer-Encoding: chunked", stays=False))
        try:
            for chunk in answer.stream:
                self.connection.sendall(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            self.connection.sendall(b"0\r\n\r\n")
        finally:
            close: Callable[[], None] | None = getattr(answer.stream, "close", None)
            if close is not None:
                close()


def _head(answer: Answer, length: str, *, stays: bool) -> bytes:
    lines = [
        f"HTTP/1.1 {answer.code} {_REASONS.get(answer.code, '')}",
        f"Content-Type: {answer.media_type}",
        "Cache-Control: no-cache, private",
        length,
        *(f'Warning: 299 - "{_quoted(warning)}"' for warning in answer.warnings),
        *(f"{name}: {value}" for name, value in answer.headers),
        *(() if stays else ("Connection: close",)),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")


def read(file: BufferedIOBase, go_on: Callable[[], None]) -> tuple[Request | None, bool]:
    """A request, None where the client has closed, and whether the connection is to stay open. Malformed where it is none.

    Args:
        go_on: called where the client waits to be told that it may send the body.
    """
    line = _line(file)
    if not line:
        return None, False
    try:
        method, target, version = line.split(" ")
    except ValueError:
        raise Malformed("malformed request line") from None
    headers = dict(_headers(file))
    if headers.get("expect", "").lower() == "100-continue":
        go_on()
    path, _, query = target.partition("?")
    parameters: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True) if query else ():
        parameters.setdefault(name, value)
    body = _body(file, headers)
    stays = version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
    return Request(method, unquote(path) if "%" in path else path, parameters, headers, body), stays


def _line(file: BufferedIOBase) -> str:
    line = file.readline(_LONGEST_LINE)
    if line and not line.endswith(b"\n"):
        raise Malformed("line too long, or cut off")
    return line.decode("latin-1").rstrip("\r\n")


def _headers(file: BufferedIOBase) -> Iterator[tuple[str, str]]:
    for _ in range(_MOST_HEADERS):
        line = _line(file)
        if not line:
            return
        name, colon, value = line.partition(":")
        if not colon:
            raise Malformed("malformed header")
        yield name.lower(), value.strip()
    raise Malformed("too many headers")


def _body(file: BufferedIOBase, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return b"".join(_chunks(file))
    try:
        length = int(headers.get("content-length", "0"))
    except ValueError:
        raise Malformed("malformed Content-Length") from None
    if not 0 <= length <= _LARGEST_BODY:
        raise Malformed("body too large")
    data = file.read(length) if length else b""
    if len(data) < length:
        raise ConnectionResetError
    return data


def _chunks(file: BufferedIOBase) -> Iterator[bytes]:
    total = 0
    while True:
        try:
            size = int(_line(file).partition(";")[0], 16)
        except ValueError:
            raise Malformed("malformed chunk") from None
        total += size
        if not 0 <= total <= _LARGEST_BODY:
            raise Malformed("body too large")
        if size == 0:
            while _line(file):
                pass
            return
        yield file.read(size)
        _line(file)
