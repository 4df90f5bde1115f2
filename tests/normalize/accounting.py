"""Finds the leaves of a tree that neither reached the stack nor have a verdict: what the room must never leave behind."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from translator.model.finding import Finding
from translator.model.node import Mapping, leaves
from translator.model.origin import Default, Derived, Origin, Source, sources


def lost(root: Mapping, value: object, findings: Iterable[Finding]) -> list[tuple[str | int, ...]]:
    """The paths of the leaves below `root` that `value` does not rest on and no finding with a verdict covers."""
    reached = {(source.file, source.path) for origin in origins(value) for source in sources(origin)}
    covered = {
        (source.file, source.path)
        for finding in findings
        if finding.verdict is not None
        for source in (finding.source, *finding.also)
        if source is not None
    }
    missing = []
    for leaf in leaves(root):
        for source in sources(leaf.origin):
            spots = {(source.file, source.path[:length]) for length in range(len(source.path) + 1)}
            if (source.file, source.path) not in reached and not spots & covered:
                missing.append(source.path)
    return missing


def origins(value: object) -> Iterator[Origin]:
    """Every origin in a value of the model."""
    if isinstance(value, Source | Default | Derived):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from origins(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from origins(getattr(value, field.name))
