"""Goals: what a run waits for, and which texts must not be shown while it does."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from translator.apply.wait import Goal
from translator.kube.kinds import WORKLOADS
from translator.model.cluster import Body, Key, key_of
from translator.model.manifest import Manifest
from translator.model.plan import Action, Step
from translator.report.secrecy import MASK

_AWAITED = WORKLOADS | {"PersistentVolumeClaim", "CustomResourceDefinition"}
"""The kinds that a run waits for, beside Services of type LoadBalancer."""
_SHORT = 4
"""Values of fewer characters are not masked: they stand in any text by chance, and tell nobody anything."""
_CHANGED = frozenset({Action.UPDATE, Action.RESTART})


def goals(manifests: Iterable[Manifest], steps: Sequence[Step], *, resumed: bool = False) -> tuple[Goal, ...]:
    """A goal for each object that becomes ready some time after it is there. Jobs of the past (`finished`) are not there.

    Args:
        resumed: the run goes on with a revision that is not known to have ended well, so what does not change now may have
            been changed by the run before: the terms of an update still hold.
    """
    updates = {*_CHANGED, Action.UNCHANGED} if resumed else _CHANGED
    changed = {step.key.same for step in steps if step.action in updates}
    past = {step.key.same for step in steps if step.action is Action.UNCHANGED and step.live is None}
    return tuple(goal for goal in _goals(manifests, changed) if goal.key.same not in past)


def before(manifests: Iterable[Manifest], steps: Sequence[Step], wave: int, *, resumed: bool = False) -> tuple[Goal, ...]:
    """The workloads that a wave waits for: those of the lower ones."""
    return goals((each for each in manifests if each.kind in WORKLOADS and each.wave < wave), steps, resumed=resumed)


def _goals(manifests: Iterable[Manifest], changed: set[tuple[str, str, str | None, str]]) -> Iterator[Goal]:
    for manifest in manifests:
        balanced = manifest.kind == "Service" and (manifest.body.get("spec") or {}).get("type") == "LoadBalancer"
        if manifest.kind in _AWAITED or balanced:
            key: Key = key_of(manifest.body)
            yield Goal(key, manifest, changed=key.same in changed)


def masked(manifests: Iterable[Manifest]) -> Callable[[str], str]:
    """Takes the values of the stack's Secrets out of a text, the longest first: a log line may hold one."""
    values = sorted({value for each in manifests if each.kind == "Secret" for value in _values(each.body)}, key=len)

    def mask(text: str) -> str:
        for value in reversed(values):
            text = text.replace(value, MASK)
        return text

    return mask


def _values(body: Mapping[str, object]) -> Iterator[str]:
    for section, encoded in (("data", True), ("stringData", False)):
        held = body.get(section)
        for value in held.values() if isinstance(held, Mapping) else ():
            text = _decoded(str(value)) if encoded else str(value)
            # Of a file of several lines each one may be shown alone.
            yield from (line.strip() for line in text.splitlines() if len(line.strip()) >= _SHORT)


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value).decode("utf-8", "replace")
    except (ValueError, binascii.Error):
        return ""


def served(definition: Body) -> tuple[tuple[str, str], ...]:
    """API version and kind of what a CustomResourceDefinition makes the API server serve."""
    spec = definition["spec"]
    kind = spec["names"]["kind"]
    return tuple((f"{spec['group']}/{version['name']}", kind) for version in spec["versions"] if version.get("served", True))
