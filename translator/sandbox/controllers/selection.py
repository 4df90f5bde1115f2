"""Selection: which Services select which Pods, without looking at all of either at each change.

Both are kept by their labels: a Service by the first label of its selector, a Pod by each of its own.
"""

from collections.abc import Iterator, Mapping

from translator.sandbox.store import Change, Entry, Key

_Label = tuple[str, str, str]


class Selection:
    """Services and Pods of all namespaces, by their labels."""

    def __init__(self) -> None:
        self._services: dict[_Label, dict[Key, None]] = {}
        self._pods: dict[_Label, dict[Key, None]] = {}

    def note(self, change: Change) -> None:
        """Takes note of a Service."""
        for entry in (change.before, change.entry):
            for label in _first(entry):
                self._services.get(label, {}).pop(change.entry.key, None)
        if change.verb != "DELETED":
            for label in _first(change.entry):
                self._services.setdefault(label, {})[change.entry.key] = None

    def see(self, change: Change) -> Iterator[Key]:
        """Takes note of a Pod: the Services that may have selected it, or do now."""
        found: dict[Key, None] = {}
        for entry in (change.before, change.entry):
            for label in _labels(entry):
                self._pods.get(label, {}).pop(change.entry.key, None)
                found |= self._services.get(label, {})
        if change.verb != "DELETED":
            for label in _labels(change.entry):
                self._pods.setdefault(label, {})[change.entry.key] = None
        yield from found

    def pods(self, namespace: str, selector: Mapping[str, str]) -> list[Key]:
        """The Pods that carry the first label of a selector, sorted."""
        name = min(selector)
        return sorted(self._pods.get((namespace, name, selector[name]), ()))


def _first(entry: Entry | None) -> Iterator[_Label]:
    selector = entry.value.get("spec", {}).get("selector") if entry is not None else None
    if selector and entry is not None:
        name = min(selector)
        yield entry.key.namespace, name, selector[name]


def _labels(entry: Entry | None) -> Iterator[_Label]:
    if entry is not None:
        for name, value in (entry.value["metadata"].get("labels") or {}).items():
            yield entry.key.namespace, name, value
