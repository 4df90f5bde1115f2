"""Neighbours: what stacks of one folder give one another, found by the names that Docker knows for a whole engine or swarm.

Rule: `docker stack deploy` and docker compose call what a stack makes `STACK_KEY` unless `name` says otherwise; what is
`external` is looked up by its name, or its key. On a network that several stacks join, each service answers to its name and
aliases for all of them. Source: Compose Specification, networks, volumes, configs, secrets (`external`, `name`).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from translator.kube.names import DNS_1035_LABEL, dns_1035_label
from translator.model.connection import Link, OutsideName
from translator.model.neighbour import Neighbour, Neighbourhood
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.service import Service
from translator.model.stack import FileObject, Network, Stack, Volume
from translator.normalize.context import Context
from translator.report.collector import Collector


def survey(stack: Stack, namespace: str, file: str) -> Neighbour:
    """What a stack has for others, and what it wants of them.

    Args:
        file: the stack file, as it is shown.
    """
    name = stack.name.value
    joined: dict[str, dict[str, None]] = {}
    keys = {network.key.value: known_as(network, name) for network in stack.networks}
    for service in stack.services:
        for attachment in service.networks:
            common = keys.get(attachment.network.value, f"{name}_{attachment.network.value}")
            joined.setdefault(common, {}).update(dict.fromkeys(_called(service, attachment.network.value)))
    return Neighbour(
        name,
        file,
        namespace,
        {network: tuple(sorted(called)) for network, called in sorted(joined.items())},
        frozenset(known_as(network, name) for network in stack.networks if not _outside(network)),
        {spelling: called for service in stack.services for spelling, called in _containers(service, name)},
        {known_as(volume, name): volume for volume in stack.volumes if not _outside(volume)},
        _given(stack.configs, name),
        _given(stack.secrets, name),
        frozenset(_wanted(stack)),
    )


def known_as(found: Network | Volume | FileObject, stack: str) -> str:
    """The name that Docker knows for all stacks."""
    if found.name is not None:
        return found.name.value
    return found.key.value if _outside(found) else f"{stack}_{found.key.value}"


def with_neighbours(stack: Stack, context: Context) -> Stack:
    """The stack with what its neighbours give: volumes and files that they make, and the names of their services."""
    hood = context.neighbourhood
    if not hood.neighbours:
        return stack
    findings = context.findings
    return replace(
        stack,
        volumes=tuple(_volume(volume, hood, findings) for volume in stack.volumes),
        configs=tuple(_file_object(one, "config", stack.name.value, hood, findings) for one in stack.configs),
        secrets=tuple(_file_object(one, "secret", stack.name.value, hood, findings) for one in stack.secrets),
        services=tuple(_unlinked(service, hood) for service in stack.services),
        outside=(*_outside_names(stack, hood, findings), *_linked(stack, hood)),
    )


def _outside(found: Network | Volume | FileObject) -> bool:
    return found.external is not None and found.external.value


def _given(objects: Sequence[FileObject], stack: str) -> Mapping[str, FileObject]:
    return {known_as(one, stack): one for one in objects if one.content is not None}


def _wanted(stack: Stack) -> Iterator[tuple[str, str]]:
    sections: tuple[tuple[str, Sequence[Network | Volume | FileObject]], ...] = (
        ("network", stack.networks),
        ("volume", stack.volumes),
        ("config", stack.configs),
        ("secret", stack.secrets),
    )
    for kind, found in sections:
        for one in found:
            if _outside(one):
                yield kind, known_as(one, stack.name.value)
    for service in stack.services:
        for link in service.external_links:
            yield "service", link.service.value


def _containers(service: Service, stack: str) -> Iterator[tuple[str, str]]:
    """What the containers of a service are called on their machine, each with its Service."""
    name = service.name.value
    called = dns_1035_label(name)
    for spelling in (f"{stack}_{name}", f"{stack}_{name}_1", f"{stack}-{name}-1"):
        yield spelling, called
    if service.container_name is not None:
        yield service.container_name.value, called


def _called(service: Service, network: str) -> Iterator[str]:
    """The Services under which a service answers on a network, as `render` will name them."""
    yield dns_1035_label(service.name.value)
    for attachment in service.networks:
        if attachment.network.value == network:
            yield from (alias.value.lower() for alias in attachment.aliases if DNS_1035_LABEL.accepts(alias.value.lower()))
    if service.container_name is not None and DNS_1035_LABEL.accepts(service.container_name.value.lower()):
        yield service.container_name.value.lower()


def _origin(found: Network | Volume | FileObject) -> tuple[Origin, ...]:
    """The leaves that say that it comes from elsewhere."""
    return tuple(part.origin for part in (found.external, found.name) if part is not None) or (found.origin,)


def _provider(kind: str, name: str, hood: Neighbourhood) -> Neighbour | None:
    return next((neighbour for neighbour in hood.neighbours if name in neighbour.provides(kind)), None)


def _same_namespace(neighbour: Neighbour, hood: Neighbourhood) -> bool:
    return hood.namespace is not None and hood.namespace.value == neighbour.namespace


def _volume(volume: Volume, hood: Neighbourhood, findings: Collector) -> Volume:
    """An external volume under the name of the claim that its stack writes; one in another namespace is out of reach."""
    if not _outside(volume):
        return volume
    name = known_as(volume, "")
    provider = _provider("volume", name, hood)
    if provider is None:
        return volume
    if not _same_namespace(provider, hood):
        findings.refuse(
            "T241",
            f"volume {volume.key.value} is the volume {name} of the stack {provider.stack}, whose claim lies in the namespace "
            f"{provider.namespace}, and a Pod mounts claims of its own namespace alone",
            volume.external.origin if volume.external is not None else volume.origin,
            help="put both stacks into one namespace: target: {namespace: NAME} in the translator.yaml beside each; or bind a "
            "PersistentVolume of the same shared file system to a claim in each namespace",
        )
        return volume
    made = provider.volumes[name]
    rule = Derived(f"volume of the stack {provider.stack}", _origin(volume))
    return replace(volume, name=Located((made.name or made.key).value, rule))


def _file_object(one: FileObject, kind: str, stack: str, hood: Neighbourhood, findings: Collector) -> FileObject:
    """An external config or secret with the content that another stack gives it: each namespace needs an object of its own."""
    if not _outside(one):
        return one
    name = known_as(one, "")
    provider = _provider(kind, name, hood)
    if provider is None:
        return one
    made = (provider.configs if kind == "config" else provider.secrets)[name]
    assert made.content is not None
    findings.add(
        "T242",
        f"the external {kind} {name} is that of the stack {provider.stack}, whose content is written here too",
        one.origin,
    )
    origin = Derived(f"{kind} of the stack {provider.stack}", (*_origin(one), made.content.origin))
    # A name of its own, so that both can be written where two stacks have one namespace.
    own = Located(f"{stack}-{name}", Derived("copy for the stack", _origin(one)))
    return replace(one, name=own, external=None, content=Located(made.content.value, origin))


def _outside_names(stack: Stack, hood: Neighbourhood, findings: Collector) -> tuple[OutsideName, ...]:
    """The names of neighbours' services, sorted; what is a name in the stack itself stays its own."""
    own = {called for service in stack.services for network in _joined(service) for called in _called(service, network)}
    found: dict[str, dict[tuple[str, str], Origin]] = {}
    for network in stack.networks:
        common = known_as(network, stack.name.value)
        for neighbour in hood.neighbours:
            if _same_namespace(neighbour, hood):
                continue
            for called in neighbour.networks.get(common, ()):
                rule = Derived(f"service of the stack {neighbour.stack} on the network {common}", _origin(network))
                found.setdefault(called, {}).setdefault((neighbour.stack, neighbour.namespace), rule)
    return (
        *(
            OutsideName(Located(called, origin), neighbour, called, namespace)
            for called, holders in sorted(found.items())
            for (neighbour, namespace), origin in holders.items()
            if _clear(called, holders, own, findings)
        ),
        *_made_up(hood, {stack for holders in found.values() for stack, _ in holders}),
    )


def _made_up(hood: Neighbourhood, related: Container[str]) -> Iterator[OutsideName]:
    """The names that Docker makes up for the services of neighbours: programs may call them, and no cluster answers."""
    for neighbour in hood.neighbours:
        if neighbour.stack in related:
            for spelling, called in sorted(neighbour.services.items()):
                origin = Default("name that Docker makes up")
                yield OutsideName(Located(spelling, origin), neighbour.stack, called, neighbour.namespace, made_up=True)


def _linked(stack: Stack, hood: Neighbourhood) -> Iterator[OutsideName]:
    """The aliases of external links to containers of neighbours."""
    for service in stack.services:
        for link in service.external_links:
            provider = _linked_to(link, hood)
            if provider is not None:
                rule = Derived(f"external link to the stack {provider.stack}", (link.service.origin, link.alias.origin))
                called = provider.services[link.service.value]
                yield OutsideName(Located(link.alias.value.lower(), rule), provider.stack, called, provider.namespace)


def _linked_to(link: Link, hood: Neighbourhood) -> Neighbour | None:
    if not DNS_1035_LABEL.accepts(link.alias.value.lower()):
        return None
    provider = _provider("service", link.service.value, hood)
    return None if provider is None or _same_namespace(provider, hood) else provider


def _unlinked(service: Service, hood: Neighbourhood) -> Service:
    """The service without the external links that lead to neighbours."""
    if not service.external_links:
        return service
    return replace(service, external_links=tuple(one for one in service.external_links if _linked_to(one, hood) is None))


def _joined(service: Service) -> Iterator[str]:
    yield from (attachment.network.value for attachment in service.networks)


def _clear(called: str, holders: Mapping[tuple[str, str], Origin], own: set[str], findings: Collector) -> bool:
    """Whether a name means one service of one stack."""
    if called not in own and len(holders) == 1:
        return True
    (stack, namespace), origin = next(iter(holders.items()))
    others = " and ".join(sorted(name for name, _ in holders))
    means = f"the service of the stack itself, and not that of {others}" if called in own else f"a service in each of {others}"
    findings.add(
        "T243",
        f"on a network that several stacks join, {called} means {means}",
        origin,
        help=f"call the other one {called}.{namespace}, or give it an alias of its own in the stack {stack}",
    )
    return False
