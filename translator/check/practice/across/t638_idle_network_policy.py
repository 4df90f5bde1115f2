"""A NetworkPolicy selects no Pods.

No Pod template of the set in the namespace of the policy has the labels that its podSelector wants: what it should restrict is
open. An empty podSelector means all Pods, and passes.
"""

from collections.abc import Iterator

from translator.check.practice.fields import table
from translator.check.practice.subjects import Concern, ManifestSet, is_selector
from translator.kube import selectors
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T638", "idle-network-policy", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The selectors of the policies of Kubernetes itself."""
    for policy in objects.of("NetworkPolicy"):
        selector = table(policy.body, "spec", "podSelector")
        if policy.api_version != "networking.k8s.io/v1" or selectors.is_empty(selector) or not is_selector(selector):
            continue
        if not objects.selects(selector, policy):
            help = "correct the podSelector, or the labels of the Pod template"
            yield Concern(policy, ("spec", "podSelector"), "its podSelector matches no Pod of the set", help)
