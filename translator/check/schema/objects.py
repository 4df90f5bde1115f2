"""Objects: the manifests of a stack against the schemas of all versions that they must suit.

Nearly always all of them are valid, so that what tells faults apart and puts them into words is imported at the first fault.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from translator.check.schema import compilation
from translator.model.manifest import Manifest
from translator.report.collector import Collector

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

    from translator.check.schema.fault import Fault
    from translator.kube.schemas import Kind

Versions = tuple[str, ...]


def check(manifests: Sequence[Manifest], versions: Versions, findings: Collector) -> None:
    """One finding for each fault of each manifest, naming the versions that have it where not all do."""
    for manifest in manifests:
        kind = (manifest.api_version, manifest.kind)
        wrong: set[str] = set()
        for validator, alike in _validators(kind, versions):
            if validator is None or not compilation.valid(validator, manifest.body):
                wrong.update(alike)
        if wrong:
            _tell(manifest, [version for version in versions if version in wrong], versions, findings)


@cache
def _validators(kind: "Kind", versions: Versions) -> tuple[tuple["Draft202012Validator | None", Versions], ...]:
    """The validators of a kind, each with the versions that share it; None for versions that lack the kind."""
    shared: dict[Draft202012Validator | None, list[str]] = {}
    for version in versions:
        shared.setdefault(compilation.validator(kind, version), []).append(version)
    return tuple((validator, tuple(alike)) for validator, alike in shared.items())


def _tell(manifest: Manifest, wrong: Sequence[str], versions: Versions, findings: Collector) -> None:
    from translator.check.schema import placement, words

    kind = (manifest.api_version, manifest.kind)
    for fault, present in _gathered(manifest, wrong).items():
        said = words.say(words.Occurrence(fault, kind, manifest.name, tuple(present), versions))
        at = placement.origin(manifest, fault.pointer)
        findings.add(said.code, said.message, at, help=said.help, target=manifest.target(fault.pointer))


def _gathered(manifest: Manifest, versions: Sequence[str]) -> "Mapping[Fault, list[str]]":
    """Each fault once, with the versions that have it."""
    from translator.check.schema.fault import faults

    found: dict[Fault, list[str]] = {}
    for version in versions:
        for fault in faults(manifest.body, version):
            found.setdefault(fault, []).append(version)
    return found
