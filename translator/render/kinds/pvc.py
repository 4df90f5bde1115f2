"""PersistentVolumeClaim: data that outlives the Pods of the services that mount it.

One for each named volume, whoever uses it, and for each folder beside the stack file that is data. Volumes of which each
replica has its own are claim templates of the StatefulSet instead, and external ones are there already. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.claims import Claim
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A PersistentVolumeClaim."""

    template: ClassVar[str] = "pvc.yaml.j2"

    service: None
    wave: int
    namespace: Located[str] | None
    labels: Pairs
    claim: Claim


def views(blueprint: Blueprint, findings: Collector) -> Iterator[ClaimView]:  # noqa: ARG001 - the plan has said it all
    """The claims of a stack that are objects of their own."""
    labels = blueprint.names.labels(None)
    for claim in blueprint.volumes.claims:
        yield ClaimView(None, 0, blueprint.names.namespace, labels, claim)
