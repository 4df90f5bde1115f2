"""Profiles: the services that a run leaves out.

Rule (Compose Specification, `profiles`; docker compose): a service with profiles exists only when one of them is active, by
--profile or, without that, by COMPOSE_PROFILES; `*` activates all. A service that is left out leaves a gap in those that
need it, which docker compose refuses, unless the dependency says `required: false`.
"""

from collections.abc import Mapping as MappingOf
from dataclasses import replace

from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, Origin, Path, sources
from translator.model.request import Request
from translator.parse.sheet import section, with_section, without
from translator.report.collector import Collector

VARIABLE = "COMPOSE_PROFILES"

_LISTS = ("depends_on", "links", "volumes_from")
_MODES = ("network_mode", "ipc", "pid", "uts")


def active(request: Request, variables: MappingOf[str, Located[str]]) -> frozenset[str]:
    """The names of the active profiles: those of the command line, or else those of the variable."""
    variable = variables.get(VARIABLE)
    listed = variable.value.split(",") if variable is not None and not request.profiles else request.profiles
    return frozenset(name for name in (part.strip() for part in listed) if name)


def selected(root: Mapping, profiles: frozenset[str], findings: Collector) -> Mapping:
    """The tree without the services of inactive profiles, and without `profiles`."""
    services = section(root, "services")
    if not any(isinstance(node, Mapping) and "profiles" in node.entries for node in services.entries.values()):
        return root
    entries: dict[str, Node] = {}
    absent: dict[str, str] = {}
    for name, node in services.entries.items():
        wanted = _profiles(node)
        if wanted and not profiles & {*wanted, "*"}:
            absent[name] = ", ".join(wanted)
            message = f"{name} belongs to a profile that is not active: {absent[name]}"
            key = services.keys[name].origin
            findings.ignore("T134", message, key)
            if _paths(node.origin) != _paths(key):  # an alias: its leaves stand at the anchor
                findings.ignore("T134", message, node.origin)
        elif isinstance(node, Mapping) and "profiles" in node.entries:
            findings.ignore("T137", "the service is part of the stack", node.keys["profiles"].origin)
            entries[name] = without(node, "profiles")
        else:
            entries[name] = node
    if absent:
        entries = {name: _bridged(node, absent, findings) for name, node in entries.items()}
    kept = Mapping(entries, {name: services.keys[name] for name in entries}, services.origin, services.tag)
    return with_section(root, "services", kept)


def _profiles(node: Node) -> list[str]:
    found = node.get("profiles") if isinstance(node, Mapping) else None
    items = found.items if isinstance(found, Sequence) else (found,)
    return [item.text for item in items if isinstance(item, Scalar) and item.text and not item.is_null]


def _paths(origin: Origin) -> list[tuple[str, Path]]:
    return [(source.file, source.path) for source in sources(origin)]


def _bridged(node: Node, absent: MappingOf[str, str], findings: Collector) -> Node:
    """A service without what it needs of services that are not there."""
    if not isinstance(node, Mapping):
        return node
    for key in _LISTS:
        found = node.get(key)
        if isinstance(found, Sequence):
            items = tuple(item for item in found.items if not _missing(item, absent, findings))
            node = _put(node, key, replace(found, items=items) if len(items) < len(found.items) else found)
        elif isinstance(found, Mapping):
            gone = [name for name in found.entries if name in absent]
            for name in gone:
                _say(found, name, absent, findings)
            node = _put(node, key, without(found, *gone) if gone else found)
    for key in _MODES:
        mode = node.get(key)
        if isinstance(mode, Scalar) and mode.text.startswith("service:") and _missing(mode, absent, findings):
            node = without(node, key)
    return node


def _put(node: Mapping, key: str, value: Mapping | Sequence) -> Mapping:
    """The service with another value; one that has become empty goes."""
    if value is node.entries[key]:
        return node
    if not (value.items if isinstance(value, Sequence) else value.entries):
        return without(node, key)
    return replace(node, entries={**node.entries, key: value})


def _missing(item: Node, absent: MappingOf[str, str], findings: Collector) -> bool:
    """Whether an entry such as NAME, NAME:ALIAS or service:NAME means an absent service, which is then refused."""
    if not isinstance(item, Scalar):
        return False
    name = item.text.removeprefix("service:").partition(":")[0]
    if name not in absent:
        return False
    message = f"{name} is needed here, and its profile is not active: {absent[name]}"
    findings.refuse("T135", message, item.origin, help=f"activate it: --profile {absent[name].partition(',')[0]}")
    return True


def _say(found: Mapping, name: str, absent: MappingOf[str, str], findings: Collector) -> None:
    """The same for an entry of a mapping, which may say that it can do without."""
    node = found.entries[name]
    required = node.get("required") if isinstance(node, Mapping) else None
    origin = found.keys[name].origin
    if isinstance(required, Scalar) and required.text.lower() == "false":
        findings.ignore("T134", f"{name} is not part of the stack, and this dependency can do without", origin)
        return
    message = f"{name} is needed here, and its profile is not active: {absent[name]}"
    findings.refuse("T135", message, origin, help=f"activate it: --profile {absent[name].partition(',')[0]}")
