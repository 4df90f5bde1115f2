"""Patches: parts of objects, as kustomize lays them over whole ones; only what they say is held against the schema.

Directives such as `$patch: delete` and `$setElementOrder/...` are no fields
(https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch).
"""

from collections.abc import Sequence

from translator.check import placement
from translator.check.schema import words
from translator.kube.schema.fault import Fault, Reason, faults
from translator.model.manifest import Manifest
from translator.report.collector import Collector


def check(patches: Sequence[Manifest], versions: tuple[str, ...], findings: Collector) -> None:
    """One finding for each fault of what a patch says, naming the versions that have it where not all do."""
    for patch in patches:
        found: dict[Fault, list[str]] = {}
        for version in versions:
            for fault in faults(patch.body, version):
                if not _is_allowed(fault):
                    found.setdefault(fault, []).append(version)
        kind = (patch.api_version, patch.kind)
        for fault, present in found.items():
            said = words.say(words.Occurrence(fault, kind, patch.name, tuple(present), versions))
            at = placement.origin(patch, fault.pointer)
            findings.add(said.code, said.message, at, help=said.help, target=patch.target(fault.pointer))


def is_part(manifest: Manifest, version: str) -> bool:
    """Whether an object lacks what its type needs, and has nothing else that its type refuses."""
    found = list(faults(manifest.body, version))
    return bool(found) and all(_is_allowed(fault) for fault in found)


def _is_allowed(fault: Fault) -> bool:
    """A patch may leave out what it does not change, take a field away with null, and hold directives."""
    absent = fault.reason is Reason.MISSING or (fault.reason is Reason.TYPE and fault.value is None)
    return absent or fault.pointer.rpartition("/")[2].startswith("$")
