"""The remainder of an object that has faults of type: what the server's rules are asked about all the same.

The API server says nothing of its rules before the types are right, so that a Deployment with a bad quantity and ten bad
values needs two rounds. Here the fields at fault are taken out, and where the rest fits the types, the rules say what else is
wrong. What they say of a field that was taken out, of what holds it or of what refers to something may come of taking it out,
and is left unsaid.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from translator.kube import fault as rules
from translator.kube.schema.fault import Fault, Reason, faults
from translator.model.manifest import Manifest, pointer

_REFERRED = ("volumes", "volumeClaimTemplates", "resourceClaims")
"""The lists whose items others name."""
_DECIDING = ("type", "key", "operator")
"""The fields on which it depends what the others beside them must be."""
_ROUNDS = 4
"""How often what is left is looked at: a field that is taken out may be missing."""


def of(manifest: Manifest, found: Iterable[Fault], versions: Sequence[str]) -> tuple[Manifest, list[str]] | None:
    """The object without the fields at fault, and their pointers; None where nothing is left that fits the types.

    What lacks a field that it must have goes as a whole.
    """
    taken: list[str] = []
    for _ in range(_ROUNDS):
        pointers = {each.pointer.rpartition("/")[0] if each.reason is Reason.MISSING else each.pointer for each in found}
        rest = None if "" in pointers else _without(manifest, pointers)
        if rest is None:
            return None
        manifest = rest
        taken += pointers
        found = [fault for version in versions for fault in faults(manifest.body, version)]
        if not found:
            return manifest, taken
    return None


def _without(manifest: Manifest, pointers: Iterable[str]) -> Manifest | None:
    """The object without some fields; None where one of them cannot be taken out without moving others."""
    body: Any = deepcopy(manifest.body)
    for each in sorted(pointers, key=_order, reverse=True):
        *way, last = _steps(each)
        holder = body
        for step in way:
            holder = _below(holder, step)
        if isinstance(holder, dict) and last in holder:
            del holder[last]
        elif isinstance(holder, list) and last == str(len(holder) - 1):
            holder.pop()
        else:
            return None
    return replace(manifest, body=body)


def is_consequence(fault: rules.Fault, pointers: Sequence[str]) -> bool:
    """Whether a fault of the remainder may come of what was taken out."""
    at = pointer(*fault.path)
    for each in pointers:
        holder, _, last = each.rpartition("/")
        if f"{each}/".startswith(f"{at}/") or at.startswith(f"{each}/"):
            return True
        beside = at.startswith(f"{holder}/")
        if beside and (fault.reason is rules.Reason.REQUIRED or last in _DECIDING):
            return True
        if fault.reason is rules.Reason.REQUIRED and at.rpartition("/")[2] == last:
            return True
        if fault.reason is rules.Reason.NOT_FOUND and not set(_REFERRED).isdisjoint(_steps(each)):
            return True
    return False


def _steps(at: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in at.split("/")[1:]]


def _order(at: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdigit() else (-1, step) for step in _steps(at)]


def _below(holder: Any, step: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    if isinstance(holder, list) and step.isdigit() and int(step) < len(holder):
        return holder[int(step)]
    return None
