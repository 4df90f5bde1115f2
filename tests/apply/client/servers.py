"""Servers that answer as a test says, and the client before them."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from translator.apply.client.access import Given
from translator.apply.client.remote import Remote, opened
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.listener import Listener

Respond = Callable[[Request], Answer]

VERSION = Answer(200, {"major": "1", "minor": "35", "gitVersion": "v1.35.0"})


@contextmanager
def listening(respond: Respond) -> Iterator[str]:
    """The address of a server that answers each request so."""
    with serving(respond) as (url, _):
        yield url


@contextmanager
def serving(respond: Respond) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of such a server, and what cuts all its connections."""
    listener = Listener(0, respond)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_address[1]}", listener.cut
    finally:
        listener.shutdown()
        listener.cut()
        listener.server_close()
        thread.join()


@contextmanager
def client(url: str, token: str = "t0ken", *, timeout: float = 60.0, pauses: list[float] | None = None) -> Iterator[Remote]:
    """A client that does not wait between attempts, but notes how long it would."""
    told = [] if pauses is None else pauses
    with opened(Given(url, token, "test"), None, timeout, told.append) as remote:
        yield remote


def config_map(name: str, namespace: str = "default", **data: str) -> dict[str, Any]:
    """A ConfigMap."""
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": namespace}, "data": data}


def locked(body: Mapping[str, Any], version: str) -> dict[str, Any]:
    """The body bound to a resourceVersion."""
    return {**body, "metadata": {**body["metadata"], "resourceVersion": version}}
