"""Mentions: where the environment or the command of a service names another one, with a port or as `tasks.NAME`.

This is how programs in a stack find one another, and often the only place where the port of a service is written at all. Found
are `NAME:PORT`, `nc -z NAME PORT`, `/dev/tcp/NAME/PORT`, `http://NAME/`, and `X_HOST=NAME` with `X_PORT=PORT`. A name is found
whatever its capitals, as DNS would; a name inside a longer one (`db.example.com`) is another name, and the name of an image is
none: `redis:7` in `CACHE_IMAGE` says nothing of a port.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from translator.kube.names import dns_1035_label
from translator.kube.ports import is_port
from translator.model.origin import Derived, Located, Origin
from translator.model.service import Service
from translator.report.collector import Collector

TASKS = "tasks."
"""What stands before a name to mean the addresses of its tasks, instead of the one virtual address."""

_HOSTS = ("HOST", "HOSTNAME", "SERVER", "ADDR", "ADDRESS", "ENDPOINT", "SERVICE")
_NAME = r"(?<![\w.-])([A-Za-z0-9][\w.-]*)"
_PORT = r"([0-9]{1,5})(?![\w.])"
_WITH_PORT = re.compile(rf"(udp://)?{_NAME}:{_PORT}", re.ASCII)
_NETCAT = re.compile(rf"\bnc\s+(?:-(?:\w*(u)\w*|\w+)\s+)*{_NAME}\s+{_PORT}", re.ASCII)
_DEVICE = re.compile(rf"/dev/(?:tcp|(udp))/([\w.-]+)/{_PORT}", re.ASCII)
_URL = re.compile(rf"://(?:[^\s/@]*@)?{_NAME}(?![\w.:@-])", re.ASCII)
_TASKS = re.compile(rf"(?<![\w.-]){re.escape(TASKS)}([A-Za-z0-9][\w.-]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mention:
    """`service` mentions `name` (in lower case, without `tasks.`); `port` is None where none stands with it."""

    service: str
    name: str
    port: int | None
    protocol: str
    tasks: bool
    origin: Origin


def mentions(services: Iterable[Service], names: Collection[str]) -> tuple[Mention, ...]:
    """The mentions of `names` (lower case) by `services`, in the order of the services."""
    return tuple(mention for service in services for mention in _of_service(service, names))


def _of_service(service: Service, names: Collection[str]) -> Iterator[Mention]:
    for text in _texts(service):
        yield from _in_text(service.name.value, text, names)
    yield from _pairs(service, names)


def _texts(service: Service) -> Iterator[Located[str]]:
    for variable in service.environment:
        if "IMAGE" not in variable.name.value.upper():
            yield variable.value
    for command in (service.command, service.entrypoint):
        if command is not None:
            yield from command.words


def _in_text(service: str, text: Located[str], names: Collection[str]) -> Iterator[Mention]:
    value = text.value
    for grammar, sign in ((_WITH_PORT, ":"), (_NETCAT, "nc "), (_DEVICE, "/dev/")):
        if sign in value:  # most texts have none of them, and a search in a text costs more than this question
            for udp, name, digits in grammar.findall(value):
                bare = name.lower().removeprefix(TASKS)
                if bare in names and is_port(int(digits)):
                    tasks = bare != name.lower()
                    yield Mention(service, bare, int(digits), "UDP" if udp else "TCP", tasks, text.origin)
    if "://" in value:
        for name in _URL.findall(value):
            if name.lower() in names:
                yield Mention(service, name.lower(), None, "TCP", False, text.origin)
    if TASKS in value:
        for name in _TASKS.findall(value):
            if name.lower() in names:
                yield Mention(service, name.lower(), None, "TCP", True, text.origin)


def _pairs(service: Service, names: Collection[str]) -> Iterator[Mention]:
    """Variables that are the name of a neighbour: DB_HOST, with its port where DB_PORT says it."""
    for variable in service.environment:
        name, key = variable.value.value.lower(), variable.name.value.upper()
        if name in names and key.endswith(_HOSTS):
            port = _port(service, key)
            number, origins = (None, ()) if port is None else (int(port.value), (port.origin,))
            origin = Derived("a host in a variable of its own", (variable.value.origin, *origins))
            yield Mention(service.name.value, name, number, "TCP", False, origin)


def _port(service: Service, key: str) -> Located[str] | None:
    """The port that belongs to a host variable: that of DB_PORT for DB_HOST, if it is one."""
    wanted = re.sub("[A-Z]+$", "PORT", key)
    value = next((variable.value for variable in service.environment if variable.name.value.upper() == wanted), None)
    if value is None or not re.fullmatch("[0-9]{1,5}", value.value) or not is_port(int(value.value)):
        return None
    return value


def say_renamed(mentioned: Iterable[Mention], answering: Collection[str], findings: Collector) -> None:
    """A finding for each mention by a name that Kubernetes cannot have; `answering` are the names that there are."""
    for mention in mentioned:
        if mention.name not in answering:
            findings.approximate(
                "T404",
                f"{mention.service} calls {mention.name}, which no cluster answers; it is {dns_1035_label(mention.name)} there",
                mention.origin,
                help=f"write {dns_1035_label(mention.name)} instead",
            )
