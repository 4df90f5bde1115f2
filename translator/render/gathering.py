"""Gathering: services that stand in one Pod, and those that stand alone, brought into the plan of a stack.

Most stacks have neither, and do not load what decides about them: `crews.py`, `joining.py` and `solitude.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render.blueprint import Workload
from translator.render.isolation import Isolation
from translator.render.naming import Names
from translator.render.view import Pairs
from translator.report.collector import Collector

if TYPE_CHECKING:
    from translator.render.crews import Crew


def gathered(stack: Stack, settings: Settings, names: Names, findings: Collector) -> "tuple[Stack, Names, tuple[Crew, ...]]":
    """The stack, in which the first of the services of a Pod says what is the Pod's; their names; and who stands together."""
    if not settings.pods and not any(map(_shares, stack.services)):
        return stack, names, ()
    from translator.render.crews import crews
    from translator.render.joining import joined, selected

    found = crews(stack, settings, names, findings)
    return joined(stack, found, findings), selected(names, found), found


def _shares(service: Service) -> bool:
    """Whether a service shares something with another one."""
    return any(one is not None and one.peer is not None for one in (service.network_mode, service.pid, service.ipc))


def manned(workloads: Mapping[str, Workload], crews: "Sequence[Crew]") -> Mapping[str, Workload]:
    """The workloads, in which those of companions are part of their leader's."""
    if not crews:
        return workloads
    from translator.render import joining

    return joining.manned(workloads, crews)


def labelled(labels: Mapping[str, Pairs], crews: "Sequence[Crew]") -> Mapping[str, Pairs]:
    """The labels of Pods, in which a Pod of several services has those of all."""
    if not crews:
        return labels
    from translator.render import joining

    return joining.labelled(labels, crews)


def shut(isolation: Isolation, services: Sequence[Service], names: Names, findings: Collector) -> Isolation:
    """The policies, with those that shut the network of services that are to have none."""
    if not any(one.network_mode is not None and one.network_mode.scope.value == "none" for one in services):
        return isolation
    from translator.render.solitude import solitary

    return replace(isolation, policies=(*isolation.policies, *solitary(services, names, isolation.policies, findings)))
