"""Requests: what is asked of an API server, and what came back.

Paths and media types are those of the REST API (kubernetes.io/docs/reference/using-api/api-concepts).
"""

import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple
from urllib.parse import quote

from translator.model.cluster import Resource, Unreachable
from translator.model.record import dataclass

JSON = "application/json"
APPLY = "application/apply-patch+yaml"
JSON_PATCH = "application/json-patch+json"


@dataclass(frozen=True, slots=True)
class Request:
    """A request. `path` has its query; `secret` tells that its object is a Secret, whose values no message may repeat."""

    method: str
    path: str
    body: bytes | None = field(default=None, repr=False)
    content: str = JSON
    accept: str = JSON
    secret: bool = False
    compressed: bool = False
    """Whether the answer may come compressed: worth it for long ones."""


class Reply(NamedTuple):
    """An answer, an error too. `doubtful` tells that the same request was sent before, and may have been carried out then."""

    status: int
    data: bytes
    retry_after: float | None = None
    doubtful: bool = False

    def __repr__(self) -> str:
        return f"Reply({self.status}, {len(self.data)} bytes)"

    @property
    def good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300

    def body(self) -> dict[str, Any]:
        """The object. Unreachable where there is none: what answered is no API server."""
        try:
            found = json.loads(self.data)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise Unreachable("what answers is no API server: its answer is no JSON object", help="is the address right?")
        return found


def encoded(body: object) -> bytes:
    """A body as compact JSON, which is YAML too."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def place(resource: Resource, namespace: str | None, name: str = "", subresource: str = "") -> str:
    """The path of a resource, in a namespace or in all, or of one object."""
    root = f"/apis/{resource.api_version}" if "/" in resource.api_version else f"/api/{resource.api_version}"
    where = f"{root}/namespaces/{quote(namespace, safe='')}" if resource.namespaced and namespace else root
    path = f"{where}/{resource.plural}"
    if name:
        path += f"/{quote(name, safe='')}"
    return f"{path}/{subresource}" if subresource else path


def query(parameters: Mapping[str, str]) -> str:
    """The parameters that are not empty, as they follow a path."""
    pairs = "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items() if value)
    return f"?{pairs}" if pairs else ""
