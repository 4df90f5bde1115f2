"""A field of a Pod template does not suit the workload that owns it.

Pods of Deployments, StatefulSets, DaemonSets and ReplicaSets are always started again, so their restartPolicy is Always,
and an activeDeadlineSeconds has no place there. Pods of Jobs end, so theirs is OnFailure or Never, and must be written,
because the default is Always. Ephemeral containers are added to running Pods only and are refused in every template.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T558", "template-unfit-for-owner", __doc__),)

_POLICIES = ("Always", "OnFailure", "Never")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The template against its owner."""
    spec = value.get("spec") or {}
    if spec.get("ephemeralContainers"):
        yield at.forbidden("spec", "ephemeralContainers", expected="must be left out of a template")
    owner = at.parent.type if at.parent else None
    policy = spec.get("restartPolicy")
    if owner is not None and owner.key == "job_spec":
        if policy in (None, "", "Always"):
            yield at.required("spec", "restartPolicy", expected="must be OnFailure or Never")
    elif owner is not None and ("workload_spec" in owner.keys or owner.key == "replication_controller_spec"):
        if policy in _POLICIES and policy != "Always":
            yield at.unsupported("spec", "restartPolicy", among=("Always",), value=policy)
        if spec.get("activeDeadlineSeconds") is not None:
            yield at.forbidden(
                "spec", "activeDeadlineSeconds", expected="must be left out: these Pods run until they are replaced"
            )
