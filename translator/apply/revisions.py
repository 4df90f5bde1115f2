"""Revisions: what was applied to a stack, the last ten times that it was something else.

A revision is a Secret, or several where it is large, named `translator-STACK.vN` and `translator-STACK.vN.2` (the name of an
inventory has no dot, so that no other stack's is called so). The first part is written last: a revision that can be seen is
whole. What is told in lists stands in its annotations. Written before objects are touched, as unfinished, and marked at the
end.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from translator.apply import records
from translator.apply.inventory import DIGEST, MANAGER, REVISION, STACK, STATUS, Inventory, Status
from translator.apply.records import Recorded
from translator.kube import applyset
from translator.model.cluster import Body, Cluster, Key
from translator.model.manifest import Manifest, pointer
from translator.model.record import dataclass
from translator.model.release import VERSION

KEPT = 10
TYPE = "translator/revision"
SET = "apply.translator/set"
"""The label by which the revisions of a stack are found. They are no members of the set."""
PART = "apply.translator/part"
PARTS = "apply.translator/parts"
WHEN = "apply.translator/when"
AUTHOR = "apply.translator/by"
FILES = "apply.translator/files"
COUNTS = "apply.translator/counts"
REVERTS = "apply.translator/reverts"
_DATA = "objects"
_NOTHING = records.digest(())
"""The digest of what `delete` leaves."""
_FILES = 100
"""Most files that are named: all annotations of an object together have 256 KiB."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who applies what: `name` such as `anna@build-7`, `files` as the user named them, `reverts` the revision that is gone
    back to (0 for none)."""

    name: str
    files: tuple[str, ...] = ()
    reverts: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as lists tell it. `when` is the time at which it began, as RFC 3339 has it; `counts` how many objects were
    created, changed and so on."""

    number: int
    status: Status
    digest: str
    when: str
    author: Author
    counts: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[Body, ...] = field(default=(), repr=False)
    whole: bool = True

    @property
    def serves(self) -> bool:
        """Whether a rollback can lead here by itself: it ended well, and it was no deletion."""
        return self.ended_well and self.digest != _NOTHING

    @property
    def ended_well(self) -> bool:
        """Whether nothing is known against it."""
        return self.status in (Status.GOOD, Status.APPLIED)

    def objects(self) -> tuple[Recorded, ...]:
        """The objects. `records.Unreadable` where a part is gone or was changed by hand."""
        if not self.whole:
            raise records.Unreadable(f"parts of revision {self.number} are gone")
        try:
            return records.unpacked(base64.b64decode(part["data"][_DATA], validate=True) for part in self.parts)
        except (ValueError, KeyError, TypeError) as fault:
            raise records.Unreadable(f"revision {self.number} cannot be read") from fault


def key(inventory: Inventory, number: int, part: int = 1) -> Key:
    """The Secret of a part of a revision."""
    return Key("v1", "Secret", inventory.namespace, f"{inventory.key.name}.v{number}" + (f".{part}" if part > 1 else ""))


def listed(cluster: Cluster, inventory: Inventory) -> tuple[Revision, ...]:
    """The revisions that are kept, oldest first. What was changed so that it cannot be told is left out."""
    found = cluster.list("v1", "Secret", inventory.namespace, labels=f"{SET}={inventory.id}").items
    parts: dict[int, dict[int, Body]] = {}
    for body in found:
        labels = body["metadata"].get("labels") or {}
        number, part = str(labels.get(REVISION, "")), str(labels.get(PART, ""))
        if number.isdecimal() and part.isdecimal() and body.get("type") == TYPE:
            parts.setdefault(int(number), {})[int(part)] = body
    return tuple(_told(number, parts[number]) for number in sorted(parts) if 1 in parts[number])


def read(cluster: Cluster, inventory: Inventory, number: int) -> Revision | None:
    """One revision; None where it is not kept."""
    first = cluster.get(key(inventory, number))
    if first is None:
        return None
    others = ((part, cluster.get(key(inventory, number, part))) for part in _wanted(first)[1:])
    return _told(number, {1: first, **{part: body for part, body in others if body is not None}})


def _wanted(first: Body) -> range:
    """The parts that a revision has, as its first one tells."""
    count = str((first["metadata"].get("annotations") or {}).get(PARTS, "1"))
    return range(1, (int(count) if count.isdecimal() else 1) + 1)


def _told(number: int, parts: Mapping[int, Body]) -> Revision:
    said = parts[1]["metadata"].get("annotations") or {}
    wanted = _wanted(parts[1])
    reverts = str(said.get(REVERTS, "0"))
    return Revision(
        number,
        next((status for status in Status if status.value == said.get(STATUS)), Status.UNFINISHED),
        str(said.get(DIGEST, "")),
        str(said.get(WHEN, "")),
        Author(str(said.get(AUTHOR, "")), tuple(_read(said.get(FILES), list)), int(reverts) if reverts.isdecimal() else 0),
        {str(name): value for name, value in _read(said.get(COUNTS), dict).items() if isinstance(value, int)},
        tuple(parts[part] for part in wanted if part in parts),
        all(part in parts for part in wanted),
    )


def _read(text: object, form: type) -> Any:
    """JSON of an annotation; empty where it is something else."""
    try:
        value = json.loads(str(text))
    except ValueError:
        return form()
    return value if isinstance(value, form) else form()


def write(
    cluster: Cluster,
    inventory: Inventory,
    manifests: Sequence[Manifest],
    author: Author,
    when: datetime,
    counts: Mapping[str, int],
) -> None:
    """Writes the revision that `inventory` numbers and marks, its first part last."""
    parts = records.packed(manifests)
    said = {
        STACK: inventory.stack,
        DIGEST: inventory.digest,
        STATUS: inventory.status.value,
        PARTS: str(len(parts)),
        WHEN: when.isoformat(timespec="seconds"),
        AUTHOR: author.name,
        FILES: json.dumps(author.files[:_FILES]),
        COUNTS: json.dumps(dict(sorted(counts.items()))),
        REVERTS: str(author.reverts),
        applyset.TOOLING: f"{applyset.TOOL}/v{VERSION}",
    }
    for part in range(len(parts), 0, -1):
        labels = {SET: inventory.id, REVISION: str(inventory.revision), PART: str(part)}
        place = key(inventory, inventory.revision, part)
        metadata = {"name": place.name, "namespace": place.namespace, "labels": labels}
        if part == 1:
            metadata["annotations"] = said
        data = {_DATA: base64.b64encode(parts[part - 1]).decode()}
        body = {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "type": TYPE, "data": data}
        cluster.apply(body, force=True, manager=MANAGER)


def mark(cluster: Cluster, inventory: Inventory) -> None:
    """Says how the revision ended."""
    path = pointer("metadata", "annotations", STATUS)
    operation = {"op": "replace", "path": path, "value": inventory.status.value}
    cluster.patch(key(inventory, inventory.revision), [operation], manager=MANAGER)


def spare(found: Sequence[Revision]) -> tuple[Revision, ...]:
    """Those that need not be kept: all but the last ten, and the last good one where none of the ten is good."""
    kept = list(found[-KEPT:])
    if not any(each.serves for each in kept):
        kept += [each for each in found if each.serves][-1:]
    numbers = {each.number for each in kept}
    return tuple(each for each in found if each.number not in numbers)


def remove(cluster: Cluster, found: Sequence[Revision]) -> None:
    """Removes revisions, the first part of each first: what is left is seen no more."""
    for revision in found:
        for part in revision.parts:
            _delete(cluster, part)


def remove_all(cluster: Cluster, inventory: Inventory) -> None:
    """Removes every revision of a stack, parts that were left alone included."""
    for part in cluster.list("v1", "Secret", inventory.namespace, labels=f"{SET}={inventory.id}").items:
        _delete(cluster, part)


def _delete(cluster: Cluster, part: Body) -> None:
    metadata = part["metadata"]
    cluster.delete(Key("v1", "Secret", metadata["namespace"], metadata["name"]), uid=metadata["uid"])


def referred(cluster: Cluster, inventory: Inventory) -> frozenset[tuple[str, str, str | None, str]]:
    """The objects named by their content that a kept revision refers to, as `Key.same`."""
    found: set[tuple[str, str, str | None, str]] = set()
    for revision in listed(cluster, inventory):
        try:
            found.update(each.key.same for each in revision.objects() if each.sealed)
        except records.Unreadable:
            continue  # nothing can go back to it
    return frozenset(found)
