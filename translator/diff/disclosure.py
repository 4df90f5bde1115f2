"""Disclosure: the two forms of an object as they may be shown, before anything is said of their differences.

What nobody asked for and what does not differ is left out: the defaults of the server. So is what the server fills into
something new, such as the port of a node, which a dry run makes up: the next one names another. What is secret is masked, in
both forms, marked where it differs: the content of Secrets and their annotations, variables whose names speak of secrets or
whose values come from a file of variables, passwords in texts (`translator.report.secrecy`). Whoever tells differences sees
these forms alone, so nothing downstream can give a value away.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.diff.pairing import field, item, labels
from translator.kube.merge.typed import ABSENT
from translator.kube.shapes import Form, Shape
from translator.model.manifest import Manifest, escape
from translator.model.origin import sources
from translator.model.record import dataclass
from translator.report.secrecy import MASK, holds_secret, masked, speaks_of_secret

_FREE = frozenset(("annotations", "data", "stringData"))
"""Mappings whose keys are people's own names."""
_YAML = (".yml", ".yaml", ".json")


class Veiled(str):
    """A text in place of a secret, or one with a secret cut out."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is. `sent` is what the manifest has there, `pointer` leads there in it; `name` is the field, `path` the
    fields from the object on. `secret` holds for all below."""

    sent: Any
    pointer: str
    path: tuple[str, ...] = ()
    secret: bool = False

    @property
    def name(self) -> str:
        """The field that holds the value, directly or in a list."""
        return self.path[-1] if self.path else ""

    def key(self, name: str, *, secret: bool) -> "_Place":
        """The place of a field."""
        sent = self.sent.get(name, ABSENT) if isinstance(self.sent, Mapping) else ABSENT
        return _Place(sent, f"{self.pointer}/{escape(name)}", (*self.path, name), secret)

    def item(self, index: int | None, *, secret: bool) -> "_Place":
        """The place of an item of a list, by its index in the manifest."""
        sent = self.sent[index] if index is not None and isinstance(self.sent, list) and index < len(self.sent) else ABSENT
        return _Place(sent, f"{self.pointer}/{index}", self.path, secret)


class Disclosure:
    """The rules for one object. `manifest` is what asks for its new form, if anything does."""

    def __init__(self, kind: str, shape: Shape, manifest: Manifest | None) -> None:
        self._content = kind == "Secret"
        self._shape = shape
        self._manifest = manifest
        self._body: Any = ABSENT if manifest is None else manifest.body

    def both(self, before: Any, after: Any) -> tuple[Any, Any]:
        """Both forms, as they may be shown."""
        return self._pair(before, after, self._shape, _Place(self._body, ""))

    def one(self, value: Any) -> Any:
        """A form that stands alone."""
        return self._veiled(value, _Place(self._body, ""))

    def _pair(self, before: Any, after: Any, shape: Shape, place: _Place) -> tuple[Any, Any]:
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            return self._fields(before, after, shape, place)
        if isinstance(before, list) and isinstance(after, list):
            olds, news = labels(before, shape), labels(after, shape)
            if olds is not None and news is not None:
                return self._items((before, olds), (after, news), shape, place)
        if before is ABSENT:
            after = _asked(after, place.sent, shape)
        old, new = self._veiled(before, place), self._veiled(after, place)
        if old == new and before != after:
            return Veiled(f"{MASK} (before)"), Veiled(f"{MASK} (after)")
        return old, new

    def _fields(self, before: Any, after: Any, shape: Shape, place: _Place) -> tuple[dict[str, Any], dict[str, Any]]:
        olds: dict[str, Any] = {}
        news: dict[str, Any] = {}
        for name in (*after, *(name for name in before if name not in after)):
            at = place.key(name, secret=self._is_secret(name, before if name in before else after, place))
            old, new = before.get(name, ABSENT), after.get(name, ABSENT)
            if at.sent is ABSENT and old == new:
                continue
            old, new = self._pair(old, new, field(shape, name), at)
            olds |= {} if old is ABSENT else {name: old}
            news |= {} if new is ABSENT else {name: new}
        return olds, news

    def _items(
        self, before: tuple[list[Any], dict[str, int]], after: tuple[list[Any], dict[str, int]], shape: Shape, place: _Place
    ) -> tuple[list[Any], list[Any]]:
        """Two lists whose items are told apart; each keeps its order."""
        sent = labels(place.sent, shape) if isinstance(place.sent, list) else None
        shown: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        for label in dict.fromkeys((*before[1], *after[1])):
            old = before[0][before[1][label]] if label in before[1] else ABSENT
            new = after[0][after[1][label]] if label in after[1] else ABSENT
            at = place.item(None if sent is None else sent.get(label), secret=place.secret)
            for side, value in zip(shown, self._pair(old, new, item(shape), at), strict=True):
                side[label] = value
        return [shown[0][label] for label in before[1]], [shown[1][label] for label in after[1]]

    def _veiled(self, value: Any, place: _Place) -> Any:
        if isinstance(value, Mapping):
            names = {name: place.key(name, secret=self._is_secret(name, value, place)) for name in value}
            return {name: self._veiled(each, names[name]) for name, each in value.items()}
        if isinstance(value, list):
            return list(self._listed(value, place))
        if value is ABSENT or value is None:
            return value
        if place.secret:
            return Veiled(MASK)
        if isinstance(value, str) and (cut := masked(value)) != value:
            return Veiled(cut)
        return value

    def _listed(self, items: list[Any], place: _Place) -> Iterator[Any]:
        """The items of a list; in a command, what follows an option such as `--password` is secret."""
        follows = False
        for index, each in enumerate(items):
            yield self._veiled(each, place.item(index, secret=place.secret or follows))
            follows = isinstance(each, str) and each.startswith("-") and "=" not in each and speaks_of_secret(each)

    def _is_secret(self, name: str, holder: Mapping[str, Any], place: _Place) -> bool:
        """Whether the field `name` of `holder`, which is at `place`, must not be shown."""
        if place.secret:
            return True
        if self._content and (place.path in (("data",), ("stringData",)) or place.path == ("metadata", "annotations")):
            return True
        if name == "value" and place.name == "env":
            return speaks_of_secret(str(holder.get("name", ""))) or self._from_variables(place)
        return place.name in _FREE and speaks_of_secret(name)

    def _from_variables(self, place: _Place) -> bool:
        """Whether the value of a variable comes from a file of variables, or from the file of a secret."""
        if self._manifest is None or place.sent is ABSENT:
            return False
        origin = self._manifest.origins.get(f"{place.pointer}/value")
        places = () if origin is None else sources(origin)
        return any(holds_secret(source) or not source.file.endswith(_YAML) for source in places)


def _asked(value: Any, sent: Any, shape: Shape) -> Any:
    """Something new without the fields that the server filled in. It fills in no items and no keys that are people's own."""
    if isinstance(value, Mapping) and isinstance(sent, Mapping):
        free = shape.inner is Form.MAP
        return {
            name: _asked(each, sent.get(name, ABSENT), field(shape, name))
            for name, each in value.items()
            if free or name in sent
        }
    if isinstance(value, list) and isinstance(sent, list):
        known = labels(sent, shape) or {}
        names = labels(value, shape) or {}
        places = [known.get(name) for name in names] if known and names else range(len(value))
        return [
            each if at is None or at >= len(sent) else _asked(each, sent[at], item(shape))
            for each, at in zip(value, places, strict=True)
        ]
    return value
