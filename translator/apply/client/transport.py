"""Transport: sends requests, again where that is right, and reads answers.

Everything that is asked here may be sent twice: reads and dry runs change nothing, an apply that was carried out changes
nothing the second time, and what is bound to a version or to a uid is refused then (`doubtful` tells the caller, who looks
whether it was us). So whatever passes is waited for: 429 (as long as Retry-After says), 5xx, broken connections, no answer in
time. But not the 500 with which a server refuses an unknown field, and not a server that never answered at all.
"""

import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from translator.apply.client import answers
from translator.apply.client.access import Access, shown
from translator.apply.client.requests import Reply, Request
from translator.model.cluster import Unreachable
from translator.model.release import VERSION

ATTEMPTS = 8
"""How often a request is sent: with the pauses below, over some 13 seconds."""
_FIRST_ATTEMPTS = 2
"""How often a server that never answered is asked: whoever mistyped an address should not wait."""
_FIRST, _LONGEST = 0.1, 6.4
_MOST_PATIENCE = 120.0
"""Seconds after which a request is given up, be it sent eight times or not; no server asks for longer pauses either."""
_LARGEST = 256 << 20
_LARGEST_EVENT = 16 << 20
_AGENT = f"translator/{VERSION}"
_WARNING = re.compile(r'299 \S+ "((?:[^"\\]|\\.)*)"')

Pause = Callable[[float], object]


class Transport:
    """Requests to one server, from any thread, until it is closed. `pause` waits for seconds, or less where it is closed."""

    def __init__(self, access: Access, timeout: float, pause: Pause | None = None) -> None:
        self._access = access
        self._timeout = timeout
        self._closed = threading.Event()
        self._pause: Pause = pause or self._closed.wait
        self._answered = False
        self._open: set[urllib3.BaseHTTPResponse] = set()
        self._lock = threading.Lock()
        self._warned: dict[str, None] = {}
        self._untold: list[str] = []

    def send(self, request: Request) -> Reply:
        """The answer. Unreachable where there is none, however often it was asked."""
        response, data, doubtful = self._exchange(request, self._timeout)
        return Reply(response.status, data, answers.retry_after(response.headers), doubtful)

    @contextmanager
    def stream(self, request: Request, seconds: float) -> Iterator[Iterator[bytes]]:
        """The lines of an answer that goes on for at most so many seconds. Refusal where it is an error."""
        response, data, _ = self._exchange(request, seconds, whole=False)
        if response.status >= 400:
            raise answers.refusal(Reply(response.status, data, answers.retry_after(response.headers)))
        with self._lock:
            self._open.add(response)
        try:
            yield _lines(response)
        finally:
            with self._lock:
                self._open.discard(response)
            response.close()

    def _exchange(
        self, request: Request, patience: float, *, whole: bool = True
    ) -> tuple[urllib3.BaseHTTPResponse, bytes, bool]:
        """A final answer, its body, and whether an earlier attempt may have been carried out."""
        began, attempt, doubtful, renewed = time.monotonic(), 0, False, False
        while True:
            attempt += 1
            last = attempt == ATTEMPTS or time.monotonic() - began > _MOST_PATIENCE or self._closed.is_set()
            credentials = self._access.credentials()
            delay = _delay(attempt)
            try:
                response, data = self._once(request, credentials, patience, whole=whole)
            except HTTPError as error:
                sent = not isinstance(error, NewConnectionError | ConnectTimeoutError | SSLError | ProxyError)
                if last or isinstance(error, SSLError) or not (self._answered or attempt < _FIRST_ATTEMPTS):
                    raise self._silent(error) from None
                doubtful |= sent
            else:
                self._answered = True
                if response.status == 401 and not renewed and self._access.renew(credentials):
                    renewed = True
                    continue
                if last or not answers.passing(response.status, data):
                    self._listen(response, request)
                    return response, data, doubtful
                doubtful |= response.status != 429
                delay = min(answers.retry_after(response.headers) or delay, _MOST_PATIENCE / 2)
            self._pause(delay)

    def _once(
        self, request: Request, credentials: answers.Headers, patience: float, *, whole: bool
    ) -> tuple[urllib3.BaseHTTPResponse, bytes]:
        headers = {"User-Agent": _AGENT, "Accept": request.accept, **credentials}
        if request.body is not None:
            headers["Content-Type"] = request.content
        if request.compressed:
            headers["Accept-Encoding"] = "gzip"
        response = self._access.pool.urlopen(
            request.method,
            self._access.url + request.path,
            body=request.body,
            headers=headers,
            timeout=urllib3.Timeout(connect=min(10.0, self._timeout), read=patience),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        return response, _body(response) if whole or response.status >= 400 else b""

    def _listen(self, response: urllib3.BaseHTTPResponse, request: Request) -> None:
        """Keeps what the server warns of, each text once."""
        if "Warning" not in response.headers:
            return
        found = _WARNING.findall(", ".join(response.headers.getlist("Warning")))
        with self._lock:
            for text in found:
                plain = re.sub(r"\\(.)", r"\1", text)
                said = answers.masked(plain) if request.secret else plain
                if said not in self._warned:
                    self._warned[said] = None
                    self._untold.append(said)

    def warnings(self) -> list[str]:
        """What was warned of since the last call."""
        with self._lock:
            told, self._untold = self._untold, []
        return told

    def _silent(self, error: HTTPError) -> Unreachable:
        """Why there was no answer. The error's own words would show the address, which may hold a token."""
        where = shown(self._access.url)
        if isinstance(error, SSLError):
            said = f"there is no secure connection to {where}: {_reason(error)}"
            return Unreachable(said, help="are the address and the certificate authority in the kubeconfig right?")
        if isinstance(error, ProxyError):
            return Unreachable(f"the proxy before {where} does not let us through", help="look at HTTPS_PROXY and NO_PROXY")
        if isinstance(error, NameResolutionError):
            return Unreachable(f"the name of {where} cannot be resolved", help=_LOOK)
        if isinstance(error, NewConnectionError | ConnectTimeoutError):
            return Unreachable(f"nothing answers at {where}", help=_LOOK)
        if isinstance(error, ReadTimeoutError):
            return Unreachable(f"{where} did not answer within {self._timeout:g} seconds, again and again", help=_LOOK)
        return Unreachable(f"the connection to {where} breaks, again and again", help=_LOOK)

    def hurry(self) -> None:
        """Ends pauses; what is sent from now on is sent once. What is on its way is waited for."""
        self._closed.set()

    def close(self) -> None:
        """Ends pauses and streams; what is sent from now on is sent once."""
        self.hurry()
        with self._lock:
            waiting, self._open = self._open, set()
        for response in waiting:
            _cut(response)
        self._access.pool.clear()


_LOOK = "is the cluster up, and is the context the right one? kubectl cluster-info asks the same"


def _delay(attempt: int) -> float:
    """Twice as long each time, and never the same for two clients."""
    return min(_LONGEST, _FIRST * float(2 ** (attempt - 1))) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    """The whole body, after which the connection can be used again. Unreachable where it has no end."""
    data = response.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        response.close()
        raise Unreachable(f"an answer is larger than {_LARGEST >> 20} MiB", help="what answers may be no API server")
    response.release_conn()
    return data


def _reason(error: HTTPError) -> str:
    inner = error.args[0] if error.args else None
    said = getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or "TLS failed"
    return str(said).replace("_", " ").lower()


def _lines(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """The lines of a stream as they come, until it ends or breaks: what reads a stream goes on where it was either way."""
    rest = b""
    try:
        while chunk := response.read1(1 << 16):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
            if len(rest) > _LARGEST_EVENT:
                raise Unreachable("an event of the watch is too large")
    except (HTTPError, OSError, ValueError, AttributeError):
        return  # broken, or closed by another thread


def _cut(response: urllib3.BaseHTTPResponse) -> None:
    """Ends a stream that another thread may be reading."""
    try:
        response.shutdown()
    except (ValueError, OSError, RuntimeError):
        return  # it has ended
