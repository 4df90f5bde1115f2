"""A Pod has no container, or two of its containers have the same name.

A Pod needs at least one container besides its init containers. Names of containers and init containers are unique within
the Pod, both kinds together. The finding stands at the later one of the two. Ephemeral containers are added to Pods that run,
so that no Pod can be made with them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T560", "bad-container-list", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The containers of a Pod as a list."""
    containers = value.get("containers") or ()
    if not containers:
        yield at.required("containers", expected="must have at least one container")
    names = {each.get("name") for each in containers if each.get("name")}
    if value.get("ephemeralContainers") and at.whole.kind == "Pod":
        yield at.forbidden("ephemeralContainers", expected="must be left out: they are added to a Pod that runs")
    for field in ("initContainers", "ephemeralContainers"):
        for index, each in enumerate(value.get(field) or ()):
            if each.get("name") in names:
                yield at.duplicate(
                    field, index, "name", value=each["name"], expected="must not be the name of another container"
                )
            elif each.get("name"):
                names.add(each["name"])
