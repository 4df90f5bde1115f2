"""A proxy before the sandbox: an HTTP server that passes requests on, and lets one of them fail.

Faults are seen by the client as they would be on a network: answers of a server or of a gateway, silence, and connections that
are cut before the server acted, after it acted, or in the midst of its answer.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from translator.sandbox import Running
from translator.sandbox.controllers.script import Script
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.listener import Listener
from translator.sandbox.rest.router import Router
from translator.sandbox.store import encoded
from translator.sandbox.users import ADMIN

SILENCE = 0.6
"""Seconds that a silent server keeps a client waiting: more than the client of a test is patient."""


class Fault(Enum):
    """What happens to a request."""

    CONFLICT = "409"
    BUSY = "429"
    ERROR = "500"
    AWAY = "503"
    LATE = "504 after"
    SILENT = "time-out after"
    CUT = "cut before"
    CUT_AFTER = "cut after"
    HALF = "half an answer"

    @property
    def acts(self) -> bool:
        """Whether the server carries the request out all the same."""
        return self in (Fault.LATE, Fault.SILENT, Fault.CUT_AFTER, Fault.HALF)


_STATUSES = {
    Fault.CONFLICT: (409, "Conflict", "the object has been modified; please apply your changes to the latest version"),
    Fault.BUSY: (429, "TooManyRequests", "too many requests, please try again later"),
    Fault.ERROR: (500, "InternalError", "Internal error occurred: etcdserver: leader changed"),
    Fault.AWAY: (503, "ServiceUnavailable", "the server is currently unable to handle the request"),
}


@dataclass(frozen=True)
class Asked:
    """A request as it can be told from others in another run: what is asked of what, and which of those that ask the same."""

    method: str
    path: str
    dry: bool
    occurrence: int

    def __str__(self) -> str:
        return f"{self.method} {self.path}{' (dry run)' if self.dry else ''} #{self.occurrence}"

    @property
    def sort(self) -> str:
        """What kind of request it is: the verb and the resource."""
        parts = self.path.strip("/").split("/")
        parts = parts[2:] if parts[0] == "api" else parts[3:]
        if parts[:1] == ["namespaces"] and len(parts) > 2:
            parts = parts[2:]
        verb = {"GET": "get", "PATCH": "apply", "POST": "create", "PUT": "replace", "DELETE": "delete"}[self.method]
        if self.method == "GET" and len(parts) == 1:
            verb = "list or watch"
        return f"{verb} {'dry ' if self.dry else ''}{parts[0] if parts else 'discovery'}"


Choose = Callable[[Asked], Fault | None]


def never(_asked: Asked) -> Fault | None:
    """No fault at all."""
    return None


@dataclass
class Proxy:
    """A proxy that runs: its address, what it was asked, and what it did wrong."""

    url: str
    token: str
    choose: Choose = never
    pause: int = 1
    """Seconds that a busy server asks a client to wait."""
    before: Callable[[Asked], None] = lambda _asked: None
    asked: list[Asked] = field(default_factory=list)
    done: list[tuple[Asked, Fault]] = field(default_factory=list)
    _counted: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, request: Request) -> Asked:
        """The request, counted."""
        what = (request.method, request.path, request.query.get("dryRun") == "All")
        with self._lock:
            self._counted[what] += 1
            asked = Asked(*what, self._counted[what])
            self.asked.append(asked)
        return asked

    def reset(self) -> None:
        """Forgets what was asked: counting begins again."""
        with self._lock:
            self._counted.clear()
            self.asked.clear()
            self.done.clear()

    def kubeconfig(self) -> str:
        """A kubeconfig that leads through the proxy."""
        user, cluster = f'{{"token": "{self.token}"}}', f'{{"server": "{self.url}"}}'
        return (
            f"clusters: [{{name: faulty, cluster: {cluster}}}]\nusers: [{{name: admin, user: {user}}}]\n"
            "contexts: [{name: faulty, context: {cluster: faulty, user: admin}}]\ncurrent-context: faulty\n"
        )


@contextmanager
def proxied(running: Running, script: Script | None = None) -> Iterator[Proxy]:
    """A proxy before a sandbox, until the block ends."""
    router = Router(running.cluster, {running.token: ADMIN}, (script or Script()).log)

    def respond(request: Request) -> Answer:
        asked = proxy.note(request)
        proxy.before(asked)
        fault = proxy.choose(asked)
        if fault is None:
            return router.respond(request)
        proxy.done.append((asked, fault))
        return _failed(fault, router.respond(request) if fault.acts else None, proxy.pause)

    listener = Listener(0, respond)
    proxy = Proxy(f"http://127.0.0.1:{listener.server_address[1]}", running.token)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        listener.shutdown()
        listener.cut()
        listener.server_close()
        thread.join()


def _failed(fault: Fault, answer: Answer | None, pause: int) -> Answer:
    if fault in _STATUSES:
        code, reason, message = _STATUSES[fault]
        status = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": message, "reason": reason, "code": code}
        return Answer(code, status, headers=(("Retry-After", str(pause)),) if fault is Fault.BUSY else ())
    if fault is Fault.LATE:
        return Answer(504, data=b"<html>Gateway Time-out</html>", media_type="text/html")
    if fault is Fault.SILENT:
        time.sleep(SILENCE)
    if fault is Fault.HALF and answer is not None:
        return Answer(answer.code, stream=_half(answer))
    raise ConnectionResetError


def _half(answer: Answer) -> Iterator[bytes]:
    """Half of an answer; of a watch the first event, and half of the second."""
    if answer.stream is not None:
        yield next(answer.stream, b"")
        data = next(answer.stream, b"")
    else:
        data = encoded(answer.value) if answer.data is None else answer.data
    yield data[: len(data) // 2 + 1]
    raise ConnectionResetError
