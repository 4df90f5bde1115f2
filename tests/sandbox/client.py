"""A small HTTP client for the tests of the sandbox: one connection, JSON in and out."""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from translator.sandbox import Running

APPLY = "application/apply-patch+yaml"
MERGE = "application/merge-patch+json"


@dataclass(frozen=True)
class Reply:
    """What was answered. `body` is parsed where it is JSON."""

    status: int
    body: Any
    headers: Mapping[str, str]


class Client(AbstractContextManager["Client"]):
    """Asks a sandbox, as its administrator unless told otherwise, until its block ends."""

    def __init__(self, running: Running, token: str | None = None) -> None:
        self._address = running.url.removeprefix("http://")
        self._token = running.token if token is None else token
        self._connection = http.client.HTTPConnection(self._address, timeout=60)

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Reply:
        """Sends a request; a body that is not text is sent as JSON."""
        data = body if body is None or isinstance(body, str | bytes) else json.dumps(body)
        sent = {
            "Accept": "application/json",
            **({"Authorization": f"Bearer {self._token}"} if self._token else {}),
            **(headers or {}),
        }
        self._connection.request(method, path, data, sent)
        answer = self._connection.getresponse()
        content = answer.read()
        kind = answer.getheader("Content-Type", "")
        parsed = json.loads(content) if kind.startswith("application/json") else content.decode()
        return Reply(answer.status, parsed, dict(answer.getheaders()))

    def get(self, path: str, **headers: str) -> Reply:
        """GET."""
        return self.send("GET", path, headers=headers)

    def apply(self, path: str, body: Any, manager: str = "translator", **query: str) -> Reply:
        """Server-side apply."""
        asked = "&".join(f"{name}={value}" for name, value in {"fieldManager": manager, **query}.items())
        return self.send("PATCH", f"{path}?{asked}", body, {"Content-Type": APPLY})

    def watch(self, path: str) -> Iterator[Any]:
        """The events of a watch until the server ends it, on a connection of its own."""
        connection = http.client.HTTPConnection(self._address, timeout=60)
        connection.request("GET", path, headers={"Authorization": f"Bearer {self._token}", "Accept": "application/json"})
        with connection.getresponse() as answer:
            for line in answer:
                yield json.loads(line)
        connection.close()


def namespace(client: Client, name: str) -> None:
    """Makes a namespace."""
    reply = client.apply(f"/api/v1/namespaces/{name}", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})
    assert reply.status == 201, reply.body
