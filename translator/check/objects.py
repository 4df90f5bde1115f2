"""Objects: the manifests of a stack against all versions that they must suit, first their types, then the server's rules.

The API server looks at the rules only where the types are right; `remainder` has more to say for all that is wrong at once.
Nearly always all is well, so that what tells faults apart and puts them into words is imported at the first fault.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from translator.kube import server
from translator.kube.schema import compilation
from translator.model.manifest import Manifest, pointer
from translator.report.collector import Collector

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

    from translator.kube import fault as rules
    from translator.kube.schema.custom import Custom
    from translator.kube.schema.fault import Fault
    from translator.kube.schemas import Kind

Versions = tuple[str, ...]

_LEGACY = "T512"
_VERSIONED = ("T510", _LEGACY)
"""What is wrong with a kind because of its apiVersion."""


def check(
    manifests: Sequence[Manifest], versions: Versions, findings: Collector, custom: "Mapping[Kind, Custom] | None" = None
) -> None:
    """One finding for each fault of each manifest, naming the versions that have it where not all do.

    Args:
        custom: the kinds whose CustomResourceDefinitions are known.
    """
    told: set[Kind] = set()
    for manifest in manifests:
        kind = (manifest.api_version, manifest.kind)
        wrong: set[str] = set()
        taken: tuple[Fault, ...] = ()
        for validator, alike in _validators(kind, versions):
            if validator is None or not compilation.valid(validator, manifest.body):
                wrong.update(alike)
        if wrong:
            at_fault = [version for version in versions if version in wrong]
            known = (custom or {}).get(kind)
            wrong, taken = _tell_types(manifest, at_fault, versions, findings, known)
            if known is not None:
                _tell_custom(manifest, known, findings, first=kind not in told)
                told.add(kind)
        right = versions if not wrong else tuple(version for version in versions if version not in wrong)
        if right:
            _tell_rules(manifest, right, versions, findings)
        elif taken:
            _tell_remainder(manifest, taken, versions, findings)


@cache
def _validators(kind: "Kind", versions: Versions) -> tuple[tuple["Draft202012Validator | None", Versions], ...]:
    """The validators of a kind, each with the versions that share it; None for versions that lack the kind."""
    shared: dict[Draft202012Validator | None, list[str]] = {}
    for version in versions:
        shared.setdefault(compilation.validator(kind, version), []).append(version)
    return tuple((validator, tuple(alike)) for validator, alike in shared.items())


def _tell_custom(manifest: Manifest, custom: "Custom", findings: Collector, *, first: bool) -> None:
    """What the definition of a kind refuses; and, with the `first` object of the kind, what nobody looked at."""
    from translator.check import placement
    from translator.check.schema import custom as words
    from translator.kube.schema.custom import breaks

    if manifest.api_version not in custom.served:
        said, pointers = [words.unserved(custom, manifest)], ["/apiVersion"]
    else:
        broken = breaks(custom, manifest.body)
        said, pointers = [words.say(each, manifest) for each in broken], [each.pointer for each in broken]
    if first and custom.expressions:
        said, pointers = [*said, words.unevaluated(custom, manifest)], [*pointers, "/kind"]
    for each, at in zip(said, pointers, strict=True):
        findings.add(each.code, each.message, placement.origin(manifest, at), help=each.help, target=manifest.target(at))


def _tell_types(
    manifest: Manifest, wrong: Sequence[str], versions: Versions, findings: Collector, custom: "Custom | None" = None
) -> "tuple[set[str], tuple[Fault, ...]]":
    """Tells what does not fit the types; gives the versions that refuse the object for it, and the faults."""
    from translator.check import placement
    from translator.check.schema import words
    from translator.kube.schema.fault import Reason, faults, is_read

    found: dict[Fault, list[str]] = {}
    for version in wrong:
        for fault in faults(manifest.body, version):
            if custom is None or fault.reason not in (Reason.FOREIGN_KIND, Reason.UNKNOWN_KIND):
                found.setdefault(fault, []).append(version)
    kind = (manifest.api_version, manifest.kind)
    for fault, present in found.items():
        if manifest.veiled and manifest.hides(fault.pointer):
            continue
        said = words.say(words.Occurrence(fault, kind, manifest.name, tuple(present), versions))
        at = placement.origin(manifest, "/apiVersion" if said.code in _VERSIONED else fault.pointer)
        help = _legacy_help(manifest) or said.help if said.code == _LEGACY else said.help
        findings.add(said.code, said.message, at, help=help, target=manifest.target(fault.pointer))
    refusing = {version for fault, present in found.items() if not is_read(fault) for version in present}
    return refusing, tuple(found)


def _legacy_help(manifest: Manifest) -> str:
    from translator.check.schema import legacy  # for the oldest of manifests

    return legacy.help(manifest)


def _tell_remainder(manifest: Manifest, taken: "Sequence[Fault]", versions: Versions, findings: Collector) -> None:
    from translator.check import remainder

    found = remainder.of(manifest, taken, versions)
    if found is not None:
        rest, pointers = found
        broken = _broken(rest, versions)
        left = {fault: present for fault, present in broken.items() if not remainder.is_consequence(fault, pointers)}
        _say_rules(manifest, left, versions, findings)


def _tell_rules(manifest: Manifest, right: Versions, versions: Versions, findings: Collector) -> None:
    found = _broken(manifest, right)
    if found:
        _say_rules(manifest, found, versions, findings)


def _say_rules(
    manifest: Manifest, found: "Mapping[rules.Fault, Sequence[str]]", versions: Versions, findings: Collector
) -> None:
    from translator.check import placement
    from translator.check.server import words

    for fault, present in found.items():
        if manifest.veiled and manifest.hides(pointer(*fault.path)):
            continue
        said = words.say(fault, manifest.kind, manifest.name, present, versions)
        at = placement.origin(manifest, pointer(*fault.path, *fault.inner))
        findings.add(said.code, said.message, at, help=said.help, target=manifest.target(pointer(*fault.path)))


def _broken(manifest: Manifest, right: Versions) -> "Mapping[rules.Fault, Sequence[str]]":
    """Each fault of the rules once, with the versions that have it."""
    latest, depends = server.examine(manifest.body, right[-1])
    if not depends or len(right) == 1:
        return dict.fromkeys(latest, right)
    found: dict[rules.Fault, list[str]] = {}
    for version in right[:-1]:
        for fault in server.examine(manifest.body, version)[0]:
            found.setdefault(fault, []).append(version)
    for fault in latest:
        found.setdefault(fault, []).append(right[-1])
    return found
