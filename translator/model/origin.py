"""Where a value came from: a line of the input, a default with its reason, or a rule with its parents.

Every leaf of the Stack is a `Located` value, and every field of a manifest keeps an `Origin`, so that any output can be
traced to the lines that caused it, and any input line to the outputs that it caused.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

from translator.model.record import dataclass

T = TypeVar("T")

Path = tuple[str | int, ...]
"""Keys and indexes from the root of a file to a value, as the file was written: ("services", "web", "ports", 0)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a file that was read. `line` and `column` count from 1; `file` is as the user would name it."""

    file: str
    line: int
    column: int
    path: Path = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Default:
    """Nobody wrote the value: the reason says who decides it instead (Docker, the process environment, a convention)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A rule made the value out of its parents. `rule` is a phrase that a person can read ("aliyun.scale", "name rule")."""

    rule: str
    parents: "tuple[Origin, ...]" = ()


Origin = Source | Default | Derived


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value and its origin."""

    value: T
    origin: Origin


def sources(origin: Origin) -> Iterator[Source]:
    """Every place in a file that `origin` rests on, the first cause first."""
    if isinstance(origin, Source):
        yield origin
    elif isinstance(origin, Derived):
        for parent in origin.parents:
            yield from sources(parent)


def place(origin: Origin | None) -> Source | None:
    """The first place in a file that `origin` rests on; None where no file was involved."""
    if isinstance(origin, Source) or origin is None:
        return origin
    return next(sources(origin), None)
