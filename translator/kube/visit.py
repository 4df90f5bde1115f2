"""Visits: an object of Kubernetes, typed value by typed value, in the order of the types.

`read` is what the API server does before it validates: it decodes the object, then walks it from the outside in and fills
in the defaults of each type (`translator.kube.defaults`). What is left is a list of visits: each value with its type, its
place and the value that holds it. Rules and defaults ask a visit for what lies around their value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path as Folder
from typing import Any

from translator.kube import graph
from translator.kube.fault import Fault, Key, Path, Reason, Step
from translator.kube.versions import minor

_HERE = Folder(__file__).parent
_ROOMS = ("server", "defaults")


class Whole:
    """The object that is visited: its kind, the version of Kubernetes, and its content as decoded.

    `depends` becomes true when somebody asks for the version: until then all that was found holds for every version in which
    the object fits its schema.
    """

    __slots__ = ("_minor", "api_version", "body", "depends", "kind")

    def __init__(self, api_version: str, kind: str, version: str) -> None:
        self.api_version = api_version
        self.kind = kind
        self.body: dict[str, Any] = {}
        self.depends = False
        self._minor = minor(version)

    @property
    def minor(self) -> int:
        """35 for 1.35. To be asked for only where the answer matters."""
        self.depends = True
        return self._minor


@dataclass(slots=True, eq=False)
class Visit:
    """A value of a type. `steps` lead to it from `parent`, the value of a type that holds it (None for the object itself)."""

    value: dict[str, Any]
    type: graph.Type
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
        words = tuple(among)
        return Fault(self.path + steps, Reason.NOT_SUPPORTED, f"must be {_choice(words)}", among=words, value=value)

    def duplicate(self, *steps: Step, value: Any = None, expected: str = "must not occur twice") -> Fault:
        """A value that another one of its list has already."""
        return self.fault(Reason.DUPLICATE, steps, expected, value)

    def forbidden(self, *steps: Step, expected: str) -> Fault:
        """A field that may not be set as things stand."""
        return self.fault(Reason.FORBIDDEN, steps, expected)


def _choice(words: tuple[str, ...]) -> str:
    shown = [word or '""' for word in words]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def read(body: Mapping[str, Any], version: str) -> tuple[Whole, list[Visit]]:
    """An object that fits its schema, filled with the API server's defaults, and the visits of its values that have rules.

    Args:
        body: plain data; it is copied, not changed. Only `metadata` of a kind that the version does not know is visited.
        version: a supported minor version such as "1.35".
    """
    kind = str(body.get("apiVersion", "")), str(body.get("kind", ""))
    found = graph.of_kind(kind, version)
    whole = Whole(*kind, version)
    if found is None:
        found = graph.object_meta(version)
        whole.body = {**body, "metadata": found.decoded(body.get("metadata") or {})}
        top = Visit(whole.body, graph.Type(f"foreign.kind.{kind[1]}", graph.of_version(version)), None, (), whole)
        return whole, [Visit(whole.body["metadata"], found, top, ("metadata",), whole)]
    whole.body = found.decoded(dict(body))
    visits: list[Visit] = []
    _walk(whole.body, found, None, (), whole, visits)
    return whole, visits


def _walk(value: Any, type_: graph.Type, parent: Visit | None, steps: Path, whole: Whole, into: list[Visit]) -> None:
    fills, ruled, edges, doors = _plan(type_)
    if value.__class__ is not dict or (doors is not None and doors.isdisjoint(value)):
        return
    at = Visit(value, type_, parent, steps, whole)
    for fill in fills:
        fill(value, at)
    if ruled:
        into.append(at)
    for name, form, inner in edges:
        below = value.get(name)
        if below is None:
            continue
        if form is graph.Type:
            _walk(below, inner, at, (name,), whole, into)
        elif form is graph.Items:
            for index, each in enumerate(below):
                _walk(each, inner, at, (name, index), whole, into)
        else:
            for key, each in below.items():
                _walk(each, inner, at, (name, Key(key)), whole, into)


Edge = tuple[str, type[graph.Form], graph.Type]
Fill = Callable[[dict[str, Any], Visit], None]


@cache
def _plan(type_: graph.Type) -> tuple[tuple[Fill, ...], bool, tuple[Edge, ...], frozenset[str] | None]:
    """What there is to do with a value of a type: its defaults, whether it has rules, and where others lie below it.

    The last is None where there is something to do with the value itself, otherwise the fields without which there is nothing.
    """
    names = modules("defaults").get(type_.key, ())
    fills = tuple(import_module(f"translator.kube.defaults.{name}").fill for name in names)
    ruled = any(key in modules("server") for key in type_.keys)
    edges = tuple(edge for edge in type_.edges if _leads(edge[2]))
    return fills, ruled, edges, None if fills or ruled else frozenset(name for name, _, _ in edges)


@cache
def modules(room: str) -> Mapping[str, tuple[str, ...]]:
    """What there is in a folder: for `defaults` the name of each file, for `server` the files of each folder of rules."""
    here = _HERE / room
    if room == "defaults":
        return {path.stem: (path.stem,) for path in sorted(here.glob("*.py")) if path.stem != "__init__"}
    found = {
        path.name: tuple(sorted(file.stem for file in path.glob("t[0-9]*.py"))) for path in here.iterdir() if path.is_dir()
    }
    return {key: rules for key, rules in sorted(found.items()) if rules}


@cache
def _leads(type_: graph.Type) -> bool:
    """Whether there are rules or defaults for a type, or for one that lies below it."""
    seen, waiting = {type_}, [type_]
    while waiting:
        current = waiting.pop()
        if any(key in modules(room) for room in _ROOMS for key in current.keys):
            return True
        below = [inner for _, _, inner in current.edges if inner not in seen]
        seen.update(below)
        waiting += below
    return False
