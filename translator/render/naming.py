"""Naming: every name and selector label of the output. The only place that turns Compose names into Kubernetes names.

A Compose name may have capitals, underscores and dots; an object name is part of a DNS name and may not. `kube.names` has the
rule; here it is applied, every change is told, and two names that become one are refused. Inside the cluster a service keeps
its own name where that is a name at all, since its neighbours call it by that.

Selectors are `app.kubernetes.io/name` and `app.kubernetes.io/part-of`, the service and the stack, and nothing else: the
selector of a workload cannot be changed once applied, so nothing may stand in it that a later version of the stack changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field

from translator.kube import names as grammar
from translator.model.destination import Destination
from translator.model.origin import Default, Derived, Located, Origin, place
from translator.model.record import dataclass
from translator.model.stack import Stack
from translator.render.view import Pairs
from translator.report.collector import Collector

RULE = "name rule"

NAME, PART_OF, MANAGED_BY = "app.kubernetes.io/name", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by"
_RECOMMENDED = Default("recommended label of Kubernetes")
_NAME, _PART_OF, _MANAGED_BY = (Located(key, _RECOMMENDED) for key in (NAME, PART_OF, MANAGED_BY))
_TRANSLATOR = Located("translator", _RECOMMENDED)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of objects by the names in the stack; a service or volume whose name collides is absent.

    `namespace` is None unless it was asked for. `stack` is the stack's name as a label value.
    """

    stack: Located[str]
    namespace: Located[str] | None
    services: Mapping[str, Located[str]]
    volumes: Mapping[str, Located[str]]
    selectors: Mapping[str, Pairs] = field(repr=False)
    """Service -> the labels that select its Pods, and nothing else's."""

    @property
    def part_of(self) -> tuple[Located[str], Located[str]]:
        """The label that tells the stack."""
        return (_PART_OF, self.stack)

    def running(self, service: str) -> Pairs:
        """Labels of the object that runs a service, perhaps beside others: those of its Pods, and who manages it."""
        return (*self.selectors[service], (_MANAGED_BY, _TRANSLATOR))

    def labels(self, service: str | None) -> Pairs:
        """Labels of an object: those of the selector, if it serves one service, and who manages it."""
        if service is None:
            return (self.part_of, (_MANAGED_BY, _TRANSLATOR))
        return ((_NAME, self.services[service]), self.part_of, (_MANAGED_BY, _TRANSLATOR))


def names(stack: Stack, destination: Destination, findings: Collector) -> Names:
    """Names for everything in a stack, with a finding for each name that changes and each that collides."""
    label = _converted(stack.name, "the stack", findings)
    services = _distinct(((s.name.value, s.name) for s in stack.services), "service", findings)
    # A name that Swarm fills in for each task is none here; the key is.
    named = ((v.key.value, v.key if v.name is None or "{{" in v.name.value else v.name) for v in stack.volumes)
    volumes = _distinct(named, "volume", findings)
    selectors = {service: ((_NAME, name), (_PART_OF, label)) for service, name in services.items()}
    return Names(label, destination.namespace, services, volumes, selectors)


def managed() -> tuple[Located[str], Located[str]]:
    """The label that tells who manages an object."""
    return (_MANAGED_BY, _TRANSLATOR)


def _converted(name: Located[str], what: str, findings: Collector) -> Located[str]:
    """`name` as an RFC 1035 label, which every kind of object takes, with a note where it changes."""
    new = grammar.dns_1035_label(name.value)
    if new == name.value:
        return name
    findings.add(
        "T401",
        f"{what} {name.value} is named {new} in Kubernetes, whose names are lower-case letters, digits and hyphens",
        name.origin,
        # DNS does not tell capitals from small letters, and only services are called by their names.
        help=f"write {new} wherever programs call it by name" if what == "the service" and new != name.value.lower() else "",
    )
    return Located(new, Derived(RULE, (name.origin,)))


def _distinct(named: Iterable[tuple[str, Located[str]]], what: str, findings: Collector) -> Mapping[str, Located[str]]:
    """Names by key, sorted by key; of those that collide, one that did not change stays, else the first."""
    result: dict[str, Located[str]] = {}
    owners: dict[str, Origin] = {}
    # Names that stay as they are come first, so that a changed one never takes the place of a neighbour's own.
    ordered = sorted(named, key=lambda row: (grammar.dns_1035_label(row[1].value) != row[1].value, row[0]))
    for key, name in ordered:
        new = _converted(name, f"the {what}", findings)
        if new.value in owners:
            findings.refuse(
                "T402",
                f"the {what} {name.value} becomes {new.value}, the name of the {what} at {place(owners[new.value])}",
                name.origin,
                help="rename one of the two",
            )
        else:
            owners[new.value] = name.origin
            result[key] = new
    return {key: result[key] for key in sorted(result)}


def free(name: str, taken: set[str]) -> str:
    """A Service name for what no program calls by it: `name`, or another if that is taken; it is taken then."""
    label = grammar.dns_1035_label(name)
    if label in taken:
        label = grammar.dns_1035_label(f"{name}-{grammar.hashed(name)}")
    taken.add(label)
    return label
