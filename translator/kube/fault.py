"""Faults: what the API server's validation says of a field, as data.

The reasons are those of k8s.io/apimachinery `pkg/util/validation/field`, which stand in `details.causes` of its answers.
"""

from dataclasses import field
from enum import Enum
from typing import Any

from translator.model.record import dataclass

Step = str | int
Path = tuple[Step, ...]


class Key(str):
    """A step into a mapping with free keys, to tell it from the name of a field."""

    __slots__ = ()


class Reason(Enum):
    """Why a field is refused."""

    REQUIRED = "FieldValueRequired"
    INVALID = "FieldValueInvalid"
    NOT_SUPPORTED = "FieldValueNotSupported"
    DUPLICATE = "FieldValueDuplicate"
    FORBIDDEN = "FieldValueForbidden"
    NOT_FOUND = "FieldValueNotFound"
    TOO_LONG = "FieldValueTooLong"
    TOO_MANY = "FieldValueTooMany"


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that is refused.

    `path` leads to the field that the API server names, `inner` from there to what is wrong where that is finer. `expected` is
    the rest of a sentence that begins with the field: "must be at least 0". `named` is what the API server calls the field
    where that is not its path. `among` are the words that the field may be, if there are few. `value` is what was read, where
    it may be shown.
    """

    path: Path
    reason: Reason
    expected: str
    inner: Path = ()
    named: str = ""
    code: str = ""
    among: tuple[str, ...] = ()
    value: Any = field(default=None, compare=False, repr=False)

    @property
    def field(self) -> str:
        """The field as the API server names it."""
        return self.named or dotted(self.path)


def dotted(path: Path) -> str:
    """A path as the API server writes it: `spec.containers[0].resources.limits[cpu]`."""
    parts = (f"[{step}]" if isinstance(step, int | Key) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")
