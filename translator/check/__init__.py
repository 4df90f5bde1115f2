"""Check: what the API server would say of the manifests, said before anyone sees them.

Takes  manifests and the versions of Kubernetes that they must suit.    Gives  findings at the lines that caused the faults.
Knows  how faults are said to a person.    Not    how manifests came to be, what a cluster holds, what is refused (`kube`).
New    version -> `schemas/kubernetes` written anew; rule of the API server -> a file in `kube/server/TYPE` and its cases in
       `fixtures/rules`; rule of practice -> a file in `practice/FOLDER`, its cases likewise; reason of a schema fault ->
       `kube/schema/fault.py`, its sentence in `schema/words.py`.
"""

from collections.abc import Callable, Sequence

from translator.check import lifecycle, objects
from translator.model.manifest import Manifest
from translator.report.collector import Collector


def manifests(
    manifests: Sequence[Manifest], versions: Sequence[str], findings: Collector, definitions: Sequence[Manifest] = ()
) -> None:
    """Holds each manifest strictly against the schema of each version, then against the rules of the API server.

    Args:
        versions: supported minor versions such as "1.35", oldest first, at least one.
        findings: gets one finding for each fault, whatever the number of versions that have it; none of them has a verdict, so
            that an error stops the output.
        definitions: CustomResourceDefinitions, whose schemas the objects of their kinds must fit.
    """
    if not definitions:
        objects.check(manifests, tuple(versions), findings)
        return
    from translator.kube.schema import custom  # needed for definitions only

    objects.check(manifests, tuple(versions), findings, custom.kinds(definitions))


def deprecations(manifests: Sequence[Manifest], versions: Sequence[str], findings: Collector) -> None:
    """A warning for each object of an API version that one of the versions deprecates."""
    lifecycle.check(manifests, tuple(versions), findings)


def patches(patches: Sequence[Manifest], versions: Sequence[str], findings: Collector) -> None:
    """Holds parts of objects, which kustomize lays over whole ones, against the schemas: what they leave out is no fault."""
    from translator.check import overlays  # needed for kustomizations only

    overlays.check(patches, tuple(versions), findings)


def is_part(manifest: Manifest, version: str) -> bool:
    """Whether an object is sound but for what it leaves out, as a part of one is."""
    from translator.check import overlays

    return overlays.is_part(manifest, version)


def advice(
    manifests: Sequence[Manifest],
    findings: Collector,
    *,
    closed: bool,
    platform: str,
    version: str,
    named: Callable[[str], bool],
) -> None:
    """Tells what the API server takes and people regret.

    Objects that do not fit their types are left out, and then nobody knows what is missing among the rest.

    Args:
        closed: whether the manifests are all there is, so that rules across objects can run.
        platform: kubernetes or ack.
        version: the version whose types count.
        named: which rules somebody asked for by name; some are told only then.
    """
    from translator.check import practice, soundness  # stays out of `convert`

    sound, complete = soundness.sound(manifests, version)
    practice.findings(sound, findings, closed=closed and complete, platform=platform, named=named)
