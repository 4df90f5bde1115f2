"""Visits: an object of Kubernetes, typed value by typed value, in the order of the types.

`read` is what the API server does before it validates: it decodes the object, then walks it from the outside in and fills in
the defaults of each type (`translator.kube.defaults`). What is left is a list of visits: each value with its type, its place
and the value that holds it. Rules and defaults ask a visit for what lies around their value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path as Folder
from typing import Any

from translator.kube import types
from translator.kube.fault import Fault, Key, Path, Reason, Step
from translator.kube.versions import minor

_HERE = Folder(__file__).parent
_ROOMS = ("server", "defaults")


@dataclass(slots=True, eq=False)
class Whole:
    """The object that is visited: its kind, the version of Kubernetes (35 for 1.35), and its content as decoded."""

    api_version: str
    kind: str
    minor: int
    body: dict[str, Any]


@dataclass(slots=True, eq=False)
class Visit:
    """A value of a type. `steps` lead to it from `parent`, the value of a type that holds it (None for the object itself)."""

    value: dict[str, Any]
    type: types.Type
    parent: "Visit | None"
    steps: Path
    whole: Whole = field(repr=False)

    @property
    def path(self) -> Path:
        """The steps from the object to the value."""
        return self.steps if self.parent is None else self.parent.path + self.steps

    @property
    def field(self) -> str:
        """The field of the parent that holds the value, directly or in a list; empty for the object itself."""
        return str(self.steps[0]) if self.steps else ""

    def above(self, *keys: str) -> "Visit | None":
        """The nearest visit around this one whose type has one of these keys."""
        found = self.parent
        while found is not None and not any(key in found.type.keys for key in keys):
            found = found.parent
        return found

    def fault(self, reason: Reason, steps: Path, expected: str, value: Any = None, inner: Path = (), named: str = "") -> Fault:
        """A fault of the field to which `steps` lead from here. `expected` completes a sentence that begins with the field.

        `value` is shown to a person, so it is left out where it may be a secret.
        """
        return Fault(self.path + steps, reason, expected, inner, named, value=value)

    def invalid(self, *steps: Step, expected: str, value: Any = None, inner: Path = ()) -> Fault:
        """A field with a wrong value."""
        return self.fault(Reason.INVALID, steps, expected, value, inner)

    def required(self, *steps: Step, expected: str = "must be given") -> Fault:
        """A field that is missing, or empty."""
        return self.fault(Reason.REQUIRED, steps, expected)

    def unsupported(self, *steps: Step, among: Iterable[str], value: Any = None) -> Fault:
        """A field whose value is none of a few words."""
        return self.fault(Reason.NOT_SUPPORTED, steps, f"must be {_choice(tuple(among))}", value)

    def duplicate(self, *steps: Step, value: Any = None, expected: str = "must not occur twice") -> Fault:
        """A value that another one of its list has already."""
        return self.fault(Reason.DUPLICATE, steps, expected, value)

    def forbidden(self, *steps: Step, expected: str) -> Fault:
        """A field that may not be set as things stand."""
        return self.fault(Reason.FORBIDDEN, steps, expected)


def _choice(words: tuple[str, ...]) -> str:
    shown = [word or '""' for word in words]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def read(body: Mapping[str, Any], version: str) -> list[Visit]:
    """The visits of an object that fits its schema, filled with the API server's defaults; the object's own is the first.

    Args:
        body: plain data; it is copied, not changed. Only `metadata` of a kind that the version does not know is visited.
        version: a supported minor version such as "1.35".
    """
    kind = str(body.get("apiVersion", "")), str(body.get("kind", ""))
    found = types.of_kind(kind, version)
    whole = Whole(*kind, minor(version), {})
    if found is None:
        found = types.object_meta(version)
        whole.body = {**body, "metadata": found.decoded(body.get("metadata") or {})}
        # A visit of the object comes first here too, so that its metadata has a parent.
        top = Visit(whole.body, types.Type(f"foreign.{kind[1]}", types.graph(version)), None, (), whole)
        return [top, Visit(whole.body["metadata"], found, top, ("metadata",), whole)]
    whole.body = found.decoded(body)
    visits: list[Visit] = []
    _walk(whole.body, found, None, (), whole, visits)
    return visits


def _walk(value: Any, type_: types.Type, parent: Visit | None, steps: Path, whole: Whole, into: list[Visit]) -> None:
    if not isinstance(value, dict):
        return
    at = Visit(value, type_, parent, steps, whole)
    for fill in fills(type_.key):
        fill(value, at)
    if has_rules(type_.keys):
        into.append(at)
    for name, form, inner in wanted(type_):
        below = value.get(name)
        if not below:
            if below is not None and form is types.Type:
                _walk(below, inner, at, (name,), whole, into)
        elif form is types.Type:
            _walk(below, inner, at, (name,), whole, into)
        elif form is types.Items:
            for index, each in enumerate(below):
                _walk(each, inner, at, (name, index), whole, into)
        else:
            for key, each in below.items():
                _walk(each, inner, at, (name, Key(key)), whole, into)


@cache
def modules(room: str) -> Mapping[str, tuple[str, ...]]:
    """What there is in a folder: for `defaults` the name of each file, for `server` the files of each folder of rules."""
    here = _HERE / room
    if room == "defaults":
        return {path.stem: (path.stem,) for path in sorted(here.glob("*.py")) if path.stem != "__init__"}
    return {path.name: tuple(sorted(file.stem for file in path.glob("t*.py"))) for path in sorted(here.iterdir()) if path.is_dir()}


@cache
def fills(key: str) -> tuple[Any, ...]:
    """The functions that fill in the defaults of the type with this key."""
    return tuple(import_module(f"translator.kube.defaults.{name}").fill for name in modules("defaults").get(key, ()))


@cache
def has_rules(keys: tuple[str, ...]) -> bool:
    """Whether there are rules for a type with one of these keys."""
    return any(key in modules("server") for key in keys)


@cache
def wanted(type_: types.Type) -> tuple[tuple[str, type[types.Form], types.Type], ...]:
    """The edges of a type that lead to rules or defaults."""
    return tuple(edge for edge in type_.edges if _leads(edge[2]))


_UNDERWAY: set[types.Type] = set()


@cache
def _leads(type_: types.Type) -> bool:
    if any(key in modules(room) for room in _ROOMS for key in type_.keys):
        return True
    if type_ in _UNDERWAY:
        return False  # a type that holds itself leads nowhere new
    _UNDERWAY.add(type_)
    try:
        return any([_leads(inner) for _, _, inner in type_.edges])
    finally:
        _UNDERWAY.discard(type_)
