"""Comparison: what differs between two forms of an object, field by field, the items of keyed lists by their keys.

Items of lists are paired by what tells them apart (`pairing`), so that an item put in front of others is one difference. What
is added or removed as a whole is one difference, however much lies below it. Order alone is none in a set, and one in any other
list: where the API server comes to write containers or variables in another order, controllers see another Pod template.

Lists without names are aligned by DeepDiff. It sees those alone, and only where they differ: for a Deployment of three
containers it needs 15 ms, this walk a hundredth of that, and it cannot tell where the new value was asked for.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.diff.pairing import field, item, labels
from translator.kube.merge.typed import ABSENT
from translator.kube.shapes import Form, Shape
from translator.model.manifest import escape
from translator.model.plan import Sort
from translator.model.record import dataclass

_SHORT = 4
"""Lists of so few texts and numbers are told whole: `args: [-v] -> [-v, -x]` says more than an item."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs. `field` and `pointer` as in `model.plan.Change`; `sent` is the JSON pointer of the same field in
    the manifest, None where the manifest does not have it. ABSENT stands for no value."""

    field: str
    pointer: str
    sort: Sort
    before: Any
    after: Any
    sent: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: for people, as a pointer, and in what was sent (the value and its pointer)."""

    field: str
    pointer: str
    sent: Any
    sent_pointer: str

    def key(self, name: str) -> "_Place":
        """The place of a field or of a key of a map."""
        plain = name.replace("_", "").replace("-", "").isalnum()
        path = f"{self.field}.{name}" if plain and self.field else name if plain else f'{self.field}["{name}"]'
        sent = self.sent.get(name, ABSENT) if isinstance(self.sent, Mapping) else ABSENT
        return _Place(path, f"{self.pointer}/{escape(name)}", sent, f"{self.sent_pointer}/{escape(name)}")

    def item(self, label: str, index: int, sent: int | None) -> "_Place":
        """The place of an item of a list."""
        value = ABSENT if sent is None else self.sent[sent]
        return _Place(f"{self.field}[{label}]", f"{self.pointer}/{index}", value, f"{self.sent_pointer}/{sent}")


def differences(before: Any, after: Any, shape: Shape, sent: Any = ABSENT) -> tuple[Difference, ...]:
    """What differs from `before` to `after`, in the order of `after`, what was removed behind its neighbours.

    Args:
        shape: the shape of both.
        sent: the manifest that asked for `after`.
    """
    return tuple(_walk(before, after, shape, _Place("", "", sent, "")))


def _walk(before: Any, after: Any, shape: Shape, place: _Place) -> Iterator[Difference]:
    if before is after or before == after:
        return
    if before is ABSENT or after is ABSENT:
        yield _difference(before, after, place)
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in (*after, *(name for name in before if name not in after)):
            yield from _walk(before.get(name, ABSENT), after.get(name, ABSENT), field(shape, name), place.key(name))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, shape, place)
    else:
        yield _difference(before, after, place)


def _difference(before: Any, after: Any, place: _Place) -> Difference:
    sort = Sort.ADDED if before is ABSENT else Sort.REMOVED if after is ABSENT else Sort.CHANGED
    sent = None if place.sent is ABSENT else place.sent_pointer
    return Difference(place.field, place.pointer, sort, before, after, sent)


def _lists(before: list[Any], after: list[Any], shape: Shape, place: _Place) -> Iterator[Difference]:
    olds, news = labels(before, shape), labels(after, shape)
    if olds is None or news is None:
        yield from _aligned(before, after, place)
        return
    sent = labels(place.sent, shape) if isinstance(place.sent, list) else None
    for label in (*news, *(label for label in olds if label not in news)):
        old, new = olds.get(label), news.get(label)
        at = place.item(label, _either(new, old), None if sent is None else sent.get(label))
        yield from _walk(ABSENT if old is None else before[old], ABSENT if new is None else after[new], item(shape), at)
    if shape.form is not Form.SET and olds.keys() == news.keys() and list(olds) != list(news):
        yield _difference(list(olds), list(news), place)


def _either(new: int | None, old: int | None) -> int:
    return new if new is not None else old or 0


def _aligned(before: list[Any], after: list[Any], place: _Place) -> Iterator[Difference]:
    """A list without names, by DeepDiff: which items came, went or changed."""
    if max(len(before), len(after)) <= _SHORT and not any(isinstance(item, Mapping | list) for item in (*before, *after)):
        yield _difference(before, after, place)
        return
    from deepdiff import DeepDiff  # an eighth of a second, for the few lists that need it

    levels = [level for found in DeepDiff(before, after, view="tree").values() for level in found]
    told = [(tuple(level.path(output_format="list", use_t2=True)), level) for level in levels]
    for steps, level in sorted(told, key=lambda each: [str(step).rjust(6) for step in each[0]]):
        at = place
        for step in steps:
            at = at.item(str(step), step, _index(at.sent, step)) if isinstance(step, int) else at.key(str(step))
        added, removed = level.report_type.endswith("_added"), level.report_type.endswith("_removed")
        yield _difference(ABSENT if added else level.t1, ABSENT if removed else level.t2, at)


def _index(sent: Any, index: int) -> int | None:
    return index if isinstance(sent, list) and index < len(sent) else None
