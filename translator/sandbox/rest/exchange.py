"""Exchanges: a request as it was read, and what is answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.model.record import dataclass

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    `path` has no query and begins after `prefix`; `headers` are by their names in lower case; of a parameter that is given
    twice the first counts.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    prefix: str = ""

    @property
    def accept(self) -> str:
        """The media types that the client takes."""
        return self.headers.get("accept", "")

    @property
    def media_type(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def agent(self) -> str:
        """The program that asks."""
        return self.headers.get("user-agent", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: a value that becomes JSON, or bytes as they are, or a stream of chunks."""

    code: int
    value: Any = None
    data: bytes | None = None
    stream: Iterator[bytes] | None = None
    media_type: str = JSON
    warnings: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
