"""Neighbours: the names of services of other stacks of a folder, as Services of type ExternalName.

Each stack has a namespace of its own, where a name of another namespace does not answer. The ExternalName is an alias in DNS:
programs call the same name as before, at the ports of the other Service.
"""

from collections.abc import Sequence

from translator.model.connection import OutsideName
from translator.model.origin import Derived, Located
from translator.render.fronts import Alias
from translator.report.collector import Collector

_DOMAIN = "svc.cluster.local"


def neighbours(names: Sequence[OutsideName], taken: set[str], findings: Collector) -> tuple[Alias, ...]:
    """An alias for each name that is free, in the order of the names; a finding where another Service has it.

    Args:
        taken: names of Services; those made here are added.
    """
    called: dict[str, dict[tuple[str, str], list[OutsideName]]] = {}
    for one in names:
        if one.made_up:
            continue
        called.setdefault(one.name.value, {}).setdefault((one.service, one.namespace), []).append(one)
    made = []
    for name in sorted(called):
        for (service, namespace), causes in called[name].items():
            origin = Derived("name of a service of another stack", tuple(one.name.origin for one in causes))
            if name in taken:
                findings.ignore(
                    "T243",
                    f"{name} is the name of another Service here, and not that of {service} in the namespace {namespace}",
                    origin,
                    help=f"call it {service}.{namespace}, or by an alias that is free",
                )
                continue
            taken.add(name)
            made.append(Alias(Located(name, origin), None, Located(f"{service}.{namespace}.{_DOMAIN}", origin)))
    return tuple(made)
