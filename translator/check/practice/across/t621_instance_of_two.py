"""Two Services use one load balancer instance of Alibaba Cloud.

Both write their listeners and server groups to the same CLB or NLB: the later one may take a port from the earlier one, and
deleting one removes what the other needs. Give each Service an instance of its own. Services that set force-override-listeners
to "false" and have no port in common pass.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, number, rows
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T621", "instance-of-two", __doc__, Severity.WARNING),)

_PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-"
_IDS = (f"{_PREFIX}id", "service.beta.kubernetes.io/alicloud-loadbalancer-id")


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The instances that the Services name, in all namespaces."""
    first: dict[str, Manifest] = {}
    for service in objects.of("Service"):
        annotations = labels(service.body, "metadata", "annotations")
        for key in _IDS:
            instance = annotations.get(key, "")
            other = first.setdefault(instance, service) if instance else service
            same = other is service or (other.name, other.namespace) == (service.name, service.namespace)
            if not same and not _are_apart(service, other):
                message = f"uses the load balancer {instance} of Service/{other.name}"
                yield Concern(service, ("metadata", "annotations", key), message, "give each Service an instance of its own")


def _are_apart(one: Manifest, other: Manifest) -> bool:
    """Whether both leave foreign listeners alone, and have none in common."""
    keep = all(
        labels(each.body, "metadata", "annotations").get(f"{_PREFIX}force-override-listeners") == "false"
        for each in (one, other)
    )
    ports, others = ({number(port, "port") for _, port in rows(each.body, "spec", "ports")} for each in (one, other))
    return keep and not ports & others
