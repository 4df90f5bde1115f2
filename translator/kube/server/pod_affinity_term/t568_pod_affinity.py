"""A rule for placing Pods near or far from others is incomplete.

topologyKey is the key of a label of nodes, such as kubernetes.io/hostname. Namespaces are listed by name. A preferred rule
has a weight from 1 to 100.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import DNS_LABEL
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T568", "bad-pod-affinity", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """One term of a Pod affinity or anti-affinity."""
    key = value.get("topologyKey", "")
    if not key:
        yield at.required("topologyKey")
    yield from limits.label_key(at, key, "topologyKey")
    for index, namespace in enumerate(value.get("namespaces") or ()):
        yield from limits.text(at, namespace, DNS_LABEL, "namespaces", index)
    for field in ("matchLabelKeys", "mismatchLabelKeys"):
        for index, each in enumerate(value.get(field) or ()):
            yield from limits.label_key(at, each, field, index)
            if not value.get("labelSelector"):
                yield at.forbidden(field, expected="must be left out when labelSelector is not given")
