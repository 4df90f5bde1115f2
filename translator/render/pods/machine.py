"""Machine: the operating system and the architecture that `platform` asks for, as labels that every node of Kubernetes has.

Docker pulls the image for the platform, and may run it by emulation; a Pod waits for a node of the right kind. Nodes have no
label for the variant of an architecture. Source: Kubernetes documentation, Well-Known Labels, Annotations and Taints.
"""

from dataclasses import replace

from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.render.pods.placement import PlacementView, Requirement
from translator.report.collector import Collector

SYSTEM, ARCHITECTURE = "kubernetes.io/os", "kubernetes.io/arch"
_IMPLIED = {("arm64", "v8"), ("amd64", "v1")}
"""Variants that every processor of the architecture is."""


def on_machine(view: PlacementView, service: Service, findings: Collector) -> PlacementView:
    """The placement, on nodes of the platform that the service names."""
    written = service.platform
    if written is None:
        return view
    platform, cause = written.value, Derived("platform", (written.origin,))
    if platform.variant is not None and (platform.architecture, platform.variant) not in _IMPLIED:
        findings.approximate(
            "T448",
            f"{service.name.value} needs {platform.architecture}/{platform.variant}, and nodes do not tell the variant",
            written.origin,
            help="label the nodes that have it, and write a placement constraint for the label",
        )
    rows = ((SYSTEM, platform.system), (ARCHITECTURE, platform.architecture))
    known = {(requirement.key.value, requirement.operator.value) for requirement in view.requirements}
    added = [
        Requirement(Located(key, cause), Located("In", cause), Located(value, written.origin))
        for key, value in rows
        if value is not None and (key, "In") not in known
    ]
    if not added:
        findings.ignore("T462", f"placement of {service.name.value} says the platform already", written.origin)
    return replace(view, requirements=(*view.requirements, *added))
