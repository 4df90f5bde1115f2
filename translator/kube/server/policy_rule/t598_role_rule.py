"""A rule of a Role or a ClusterRole allows nothing, or mixes what cannot be mixed.

A rule has verbs, and either apiGroups with resources or nonResourceURLs, which only a ClusterRole can have. The group of
Pods and Services is "", which must be written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T598", "bad-role-rule", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """One rule."""
    if not value.get("verbs"):
        yield at.required("verbs", expected="must have at least one verb")
    if value.get("nonResourceURLs"):
        if at.whole.kind == "Role":
            yield at.invalid("nonResourceURLs", expected="must be left out of a Role: only a ClusterRole can have them")
        if value.get("apiGroups") or value.get("resources") or value.get("resourceNames"):
            yield at.invalid("nonResourceURLs", expected="must stand in a rule without resources")
        return
    for field, what in (("apiGroups", 'group, "" for that of Pods'), ("resources", "resource")):
        if not value.get(field):
            yield at.required(field, expected=f"must have at least one {what}")
