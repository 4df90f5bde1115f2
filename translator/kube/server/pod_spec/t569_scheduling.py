"""What says where a Pod may run has a weight, a label or a spread that is none.

A preferred affinity has a weight from 1 to 100. nodeSelector holds labels of nodes. A Pod may not have two spread
constraints with the same topologyKey and whenUnsatisfiable.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T569", "bad-scheduling", __doc__),)

_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """nodeSelector and the weights of preferences."""
    yield from limits.labels(at, value.get("nodeSelector") or {}, "nodeSelector")
    affinity = value.get("affinity") or {}
    for field in ("nodeAffinity", "podAffinity", "podAntiAffinity"):
        for index, preference in enumerate((affinity.get(field) or {}).get(_PREFERRED) or ()):
            here = ("affinity", field, _PREFERRED, index)
            yield from limits.between(at, preference.get("weight") or 0, 1, 100, *here, "weight")
            if field != "nodeAffinity" and "podAffinityTerm" not in preference:
                yield at.required(*here, "podAffinityTerm", "topologyKey")
