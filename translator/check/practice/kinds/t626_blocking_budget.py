"""A PodDisruptionBudget allows no eviction.

With maxUnavailable 0 or minAvailable 100% no node that runs such a Pod can be drained: upgrades of the cluster and the
autoscaler of nodes wait until somebody deletes the Pod by hand. Allow at least one Pod to go, and run one more.
"""

from collections.abc import Iterator

from translator.check.practice.fields import table
from translator.check.practice.subjects import Concern
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T626", "blocking-budget", __doc__, Severity.WARNING),)
KIND = "PodDisruptionBudget"

_NONE = {"maxUnavailable": (0, "0", "0%"), "minAvailable": ("100%",)}


def check(manifest: Manifest) -> Iterator[Concern]:
    """The two numbers of a budget."""
    for field, values in _NONE.items():
        value = table(manifest.body, "spec").get(field)
        if not isinstance(value, bool | list | dict) and value in values:
            yield Concern(manifest, ("spec", field), f"{field} {value} allows no eviction", "allow at least one Pod to go")
