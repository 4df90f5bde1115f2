"""A rule for placing Pods near or far from others is incomplete.

topologyKey is the key of a label of nodes, such as kubernetes.io/hostname. Namespaces are listed by name. matchLabelKeys and
mismatchLabelKeys add to the labelSelector, without which they mean nothing, and no key stands in both. A preferred rule has a
weight from 1 to 100.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from translator.kube.fault import Fault, dotted
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
        # The API server names a field that is none.
        for found in limits.text(at, namespace, DNS_LABEL, "namespaces", index):
            yield replace(found, named=dotted((*at.path, "namespace")))
    for field in ("matchLabelKeys", "mismatchLabelKeys"):
        keys = value.get(field) or ()
        if keys and value.get("labelSelector") is None:
            yield at.forbidden(field, expected="must be left out when labelSelector is not given")
            continue
        for index, each in enumerate(keys):
            yield from limits.label_key(at, each, field, index)
    others = value.get("mismatchLabelKeys") or ()
    for index, each in enumerate(value.get("matchLabelKeys") or ()):
        if each in others:
            yield at.invalid("matchLabelKeys", index, expected="must not stand in mismatchLabelKeys too", value=each)
