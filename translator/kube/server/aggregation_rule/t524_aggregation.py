"""A ClusterRole is put together from others, and does not say from which.

aggregationRule has clusterRoleSelectors, at least one, and its roles are those whose labels one of them matches.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T524", "bad-aggregation-rule", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The selectors as a list."""
    if not value.get("clusterRoleSelectors"):
        yield at.required("clusterRoleSelectors", expected="must have at least one selector")
