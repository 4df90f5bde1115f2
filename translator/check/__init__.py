"""Check: what the API server would say of the manifests, said before anyone sees them.

Takes  manifests and the versions of Kubernetes that they must suit.    Gives  findings at the lines that caused the faults.
Knows  the schemas of every supported version.    Not    how manifests came to be, what a cluster holds.
New    version -> `schemas/kubernetes` written anew; reason of a fault -> `schema/fault.py`, its sentence in `schema/words.py`.
"""

from collections.abc import Sequence

from translator.check.schema import objects
from translator.model.manifest import Manifest
from translator.report.collector import Collector


def manifests(manifests: Sequence[Manifest], versions: Sequence[str], findings: Collector) -> None:
    """Holds each manifest strictly against the schema of each version.

    Args:
        versions: supported minor versions such as "1.35", oldest first, at least one.
        findings: gets one finding for each fault, whatever the number of versions that have it; none of them has a verdict, so
            that an error stops the output.
    """
    objects.check(manifests, tuple(versions), findings)
