"""A volume of a Pod has no name, or several sources.

The name is a single DNS label of up to 63 characters, unique in the Pod. A volume has exactly one source, such as emptyDir,
configMap, secret, persistentVolumeClaim or hostPath; without one it is an emptyDir.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T580", "bad-volume", __doc__),)

# The order in which the API server looks at the sources; the later ones are one too many.
_FIRST = ("emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Name and number of sources of one volume."""
    yield from limits.needed(at, value.get("name"), names.DNS_LABEL, "name")
    sources = sorted((field for field in value if field != "name"), key=lambda field: (_order(field), field))
    for field in sources[1:]:
        yield at.forbidden(field, expected=f"must be left out beside {sources[0]}: a volume has one source")


def _order(field: str) -> int:
    return _FIRST.index(field) if field in _FIRST else len(_FIRST)
