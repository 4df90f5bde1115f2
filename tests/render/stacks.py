"""Stacks made by hand: values at places that a stack file could have, so that tests can ask where an output came from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from translator.model.connection import Attachment, ExposedPort, Link, Port, Route
from translator.model.container import Command, Variable
from translator.model.destination import Destination
from translator.model.health import Healthcheck
from translator.model.manifest import Manifest
from translator.model.origin import Default, Located, Source, sources
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Dialect, Stack
from translator.model.values import ImageReference
from translator.report.collector import Collector


def at(*path: str | int) -> Source:
    """A place in the stack file, told by its path alone."""
    return Source("stack.yml", 1, 1, path)


def here(value: Any, *path: str | int) -> Located[Any]:
    """A value at a place."""
    return Located(value, at(*path))


def service(name: str, **fields: Any) -> Service:
    """A service with an image and whatever else is given."""
    image = ImageReference("nginx:1.27", None, "library/nginx", "1.27", None)
    return Service(here(name, "services", name), here(image, "services", name, "image"), **fields)


def stack(*services: Service, dialect: Dialect = Dialect.SWARM, name: str = "shop", **fields: Any) -> Stack:
    """A stack of services, sorted as a stack is."""
    ordered = tuple(sorted(services, key=lambda service: service.name.value))
    return Stack(here(name, "name"), Located(dialect, Default("test")), ordered, **fields)


def port(target: int, published: int | None = None, *path: str | int, **fields: Any) -> Port:
    """A port in the short form: every part of it comes from one place."""
    place = path or ("ports", target)
    values: dict[str, Any] = {"protocol": here("tcp", *place), "host_ip": None, "mode": Located("ingress", Default("Swarm"))}
    values |= {key: here(value, *place, key) for key, value in fields.items()}
    return Port(
        here(target, *place),
        None if published is None else here(published, *place),
        name=values.pop("name", None),
        app_protocol=values.pop("app_protocol", None),
        origin=at(*place),
        **values,
    )


def expose(number: int, protocol: str = "tcp") -> ExposedPort:
    """An entry of `expose`."""
    return ExposedPort(here(number, "expose", number), here(protocol, "expose", number))


def environment(service: str = "web", **variables: str) -> tuple[Variable, ...]:
    """Variables, each at a place of its own."""
    path = ("services", service, "environment")
    return tuple(Variable(here(key, *path, key), here(value, *path, key)) for key, value in sorted(variables.items()))


def command(*words: str) -> Command:
    """A command in the exec form."""
    return Command(tuple(here(word, "command", index) for index, word in enumerate(words)), at("command"))


def healthcheck(*words: str) -> Healthcheck:
    """A healthcheck of the form CMD, or CMD-SHELL where it is one word."""
    return Healthcheck(at("healthcheck"), test=command(*words), shell=len(words) == 1)


def network(name: str, *aliases: str) -> Attachment:
    """A network that a service joins, with aliases."""
    found = tuple(here(alias, "networks", name, "aliases", index) for index, alias in enumerate(aliases))
    return Attachment(here(name, "networks", name), found, at("networks", name))


def link(service: str, alias: str) -> Link:
    """An entry of `links`."""
    return Link(here(service, "links", service), here(alias, "links", alias))


def route(port: int, host: str, path: str | None = None, scheme: str = "http") -> Route:
    """A target of a routing label."""
    place = ("labels", f"aliyun.routing.port_{port}")
    return Route(
        here(port, *place), here(scheme, *place), here(host, *place), None if path is None else here(path, *place), at(*place)
    )


def destination(platform: str = "kubernetes", *, namespace: str | None = None, templates: Path | None = None) -> Destination:
    """A cluster to write for."""
    wanted = None if namespace is None else Located(namespace, Default("--namespace"))
    return Destination(("1.35",), Located(platform, Default("test")), wanted, templates)


def codes(findings: Collector) -> list[str]:
    """The codes found, in order."""
    return [finding.code for finding in findings]


def said(findings: Collector, code: str) -> list[str]:
    """The messages of one code."""
    return [finding.message for finding in findings if finding.code == code]


def rendered(
    stack: Stack, settings: Settings | None = None, target: Destination | None = None
) -> tuple[dict[tuple[str, str], Manifest], Collector]:
    """The manifests by kind and name, and what was found."""
    from translator.render import manifests

    findings = Collector()
    made: Sequence[Manifest] = manifests(stack, settings or Settings(), target or destination(), findings)
    return {(manifest.kind, manifest.name): manifest for manifest in made}, findings


def paths(manifest: Manifest, pointer: str) -> set[tuple[str | int, ...]]:
    """The places that a field rests on."""
    return {source.path for source in sources(manifest.origins[pointer])}
