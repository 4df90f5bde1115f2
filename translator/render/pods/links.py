"""Links: whether a Pod gets variables for every Service of its namespace (`enableServiceLinks`).

Kubernetes would inject REDIS_PORT=tcp://10.0.0.7:6379 for a Service redis, and break each program with a setting of that
name; so it is switched off. Docker's links injected the same names, with the same values in the form
REDIS_PORT_6379_TCP_ADDR: a service with links whose own command or environment names such a variable gets them.
"""

import re
from collections.abc import Iterator

from translator.model.connection import Link
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.report.collector import Collector

OFF = Located(
    False, Default("variables of Services, such as REDIS_PORT=tcp://..., break programs that have settings of that name")
)


def service_links(service: Service, findings: Collector) -> Located[bool]:
    """`enableServiceLinks` of a service's Pods."""
    if not service.links:
        return OFF
    own = {variable.name.value for variable in service.environment}
    for link in service.links:
        mentioned = _mentioned(service, link, own)
        if mentioned is not None:
            findings.add(
                "T472",
                f"{service.name.value} reads {mentioned.value}, so its Pods get the variables of all Services there are",
                mentioned.origin,
                help=f"call {link.alias.value} by its name, which needs no variables",
            )
            return Located(True, Derived("variables of links are read", (link.alias.origin, mentioned.origin)))
    return OFF


def _mentioned(service: Service, link: Link, own: set[str]) -> Located[str] | None:
    """The first variable of a link that the service names as a variable, without setting it itself."""
    stem = re.sub(r"[^A-Z0-9]", "_", link.alias.value.upper())
    pattern = re.compile(rf"\$[({{]?({re.escape(stem)}_(?:PORT(?:_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO))?)?))\b")
    for text in _texts(service):
        match = pattern.search(text.value)
        if match is not None and match[1] not in own:
            return Located(match[1], text.origin)
    return None


def _texts(service: Service) -> Iterator[Located[str]]:
    yield from (variable.value for variable in service.environment)
    checked = None if service.healthcheck is None else service.healthcheck.test
    for command in (service.entrypoint, service.command, checked):
        if command is not None:
            yield from command.words
