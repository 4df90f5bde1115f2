"""A PodDisruptionBudget wants as many Pods as there are.

With minAvailable equal to the replicas, or above, no eviction is ever allowed, and nodes that run such a Pod cannot be drained.
Lower minAvailable, run one replica more, or write maxUnavailable: 1, which stays right when the replicas change.
"""

from collections.abc import Iterator

from translator.check.practice.fields import number, table
from translator.check.practice.subjects import Concern, ManifestSet
from translator.kube import selectors
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T641", "budget-above-replicas", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The budgets against the replicas of the workloads that they select; a workload that is switched off passes."""
    for budget in objects.of("PodDisruptionBudget"):
        least, selector = number(budget.body, "spec", "minAvailable"), table(budget.body, "spec", "selector")
        if not least or selectors.is_empty(selector):
            continue
        pods = objects.selected(selector, budget)
        count = sum(pod.replicas or 0 for pod in pods)
        if count and count <= least and all(pod.replicas is not None for pod in pods):
            message = f"minAvailable {least} of {count} Pods allows no eviction"
            yield Concern(budget, ("spec", "minAvailable"), message, "write maxUnavailable: 1, or run more replicas")
