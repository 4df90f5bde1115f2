"""Mentions: where the environment, a command or a health check names a service, with a port or as `tasks.NAME`.

This is how programs in a stack find one another, and often the only place where the port of a service is written at all. Found
are `NAME:PORT`, `nc -z NAME PORT`, `/dev/tcp/NAME/PORT`, `http://NAME/`, `--host NAME`, `Server=NAME;`, `X_HOST=NAME` with
`X_PORT=PORT`, and `X_HOSTS=NAME,NAME`; a name with a dot, as some containers have, is found wherever it stands. A name is found
whatever its capitals, as DNS would; a name inside a longer one (`db.example.com`) is another name, and the name of an image is
none: `redis:7` in `CACHE_IMAGE` says nothing of a port.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from translator.kube.ports import is_port
from translator.model.container import Command
from translator.model.origin import Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.report.collector import Collector

TASKS = "tasks."
"""What stands before a name to mean the addresses of its tasks, instead of the one virtual address."""

_HOSTS = ("HOST", "HOSTNAME", "SERVER", "ADDR", "ADDRESS", "ENDPOINT", "SERVICE")
_LISTS = ("HOSTS", "SERVERS", "NODES", "BROKERS", "SEEDS")
_NAME = r"(?<![\w.-])([A-Za-z0-9][\w.-]*)"
_PORT = r"([0-9]{1,5})(?![\w.])"
_WITH_PORT = re.compile(rf"(udp://)?{_NAME}:{_PORT}", re.ASCII)
_NETCAT = re.compile(rf"\bnc\s+((?:-\w+\s+)*){_NAME}\s+{_PORT}", re.ASCII)
_DEVICE = re.compile(rf"/dev/(?:tcp|(udp))/([\w.-]+)/{_PORT}", re.ASCII)
_OPTION = re.compile(rf"(?<!\S)(?:-h|--host(?:name)?)(?:\s+|=){_NAME}(?![\w:])", re.ASCII)
_KEYED = re.compile(
    rf"(?<![\w-])(?:server|host|hostname|data source)\s*=\s*(?:tcp:)?{_NAME}(?![\w:])", re.ASCII | re.IGNORECASE
)
_LISTED = re.compile(r"[^\s,;]+")
_DIGITS = re.compile("[0-9]{1,5}")
_URL = re.compile(rf"://(?:[^\s/@]*@)?{_NAME}(?![\w.:@-])", re.ASCII)
_DOTTED = re.compile(r"(?<![\w.-])([A-Za-z0-9][\w-]*(?:\.[\w-]*\w)+)(?![\w.-])", re.ASCII)
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
    dotted = frozenset(name for name in names if "." in name)
    return tuple(mention for service in services for mention in _of_service(service, names, dotted))


def _of_service(service: Service, names: Collection[str], dotted: Collection[str]) -> Iterator[Mention]:
    for text in _texts(service):
        yield from _in_text(service.name.value, text, names)
        if dotted:
            for name in _DOTTED.findall(text.value):
                if name.lower() in dotted:
                    yield Mention(service.name.value, name.lower(), None, "TCP", False, text.origin)
    yield from _pairs(service, names)


def _texts(service: Service) -> Iterator[Located[str]]:
    for variable in service.environment:
        if is_text(variable.name.value):
            yield variable.value
    for command in (service.command, service.entrypoint, *checks(service)):
        if command is not None:
            yield from command.words


def checks(service: Service) -> Iterator[Command]:
    """The commands that check the service from within."""
    check, probe = service.healthcheck, service.probe
    if check is not None and check.test is not None and not (check.disabled is not None and check.disabled.value):
        yield check.test
    if probe is not None and probe.command is not None:
        yield probe.command


def _in_text(service: str, text: Located[str], names: Collection[str]) -> Iterator[Mention]:
    value = text.value
    for grammar, sign in ((_WITH_PORT, ":"), (_NETCAT, "nc "), (_DEVICE, "/dev/")):
        if sign in value:  # most texts have none of them, and a search in a text costs more than this question
            for before, name, digits in grammar.findall(value):
                bare = name.lower().removeprefix(TASKS)
                if bare in names and is_port(int(digits)):
                    tasks = bare != name.lower()
                    yield Mention(service, bare, int(digits), "UDP" if "u" in before else "TCP", tasks, text.origin)
    for grammar, sign in ((_URL, "://"), (_OPTION, "-h"), (_KEYED, "=")):
        if sign in value:
            for name in grammar.findall(value):
                if name.lower() in names:
                    yield Mention(service, name.lower(), None, "TCP", False, text.origin)
    if TASKS in value:
        for name in _TASKS.findall(value):
            if name.lower() in names:
                yield Mention(service, name.lower(), None, "TCP", True, text.origin)


def asked(service: Service, names: Collection[str]) -> Iterator[Mention]:
    """The mentions of `names` (lower case) by the health check, its words taken together: `pg_isready -h NAME`, too."""
    for command in checks(service):
        text = Located(" ".join(word.value for word in command.words), command.origin)
        yield from _in_text(service.name.value, text, names)


def _pairs(service: Service, names: Collection[str]) -> Iterator[Mention]:
    """Variables that are the name of a neighbour, DB_HOST, with its port where DB_PORT says it; or several, SEED_HOSTS."""
    for variable in service.environment:
        if is_list(variable.name.value):
            for name in _LISTED.findall(variable.value.value):
                if name.lower() in names:
                    yield Mention(service.name.value, name.lower(), None, "TCP", False, variable.value.origin)
    hosts = [v for v in service.environment if v.value.value.lower() in names and is_host(v.name.value)]
    if not hosts:
        return
    values = {variable.name.value.upper(): variable.value for variable in service.environment}
    for host in hosts:
        port = values.get(re.sub("[A-Z]+$", "PORT", host.name.value.upper()))
        number, origin = None, host.value.origin
        if port is not None and _DIGITS.fullmatch(port.value) and is_port(int(port.value)):
            number, origin = int(port.value), Derived("host and port in two variables", (origin, port.origin))
        yield Mention(service.name.value, host.value.value.lower(), number, "TCP", False, origin)


def is_text(variable: str) -> bool:
    """Whether the value of a variable may name a neighbour: that of an image does not."""
    return "IMAGE" not in variable.upper()


def is_host(variable: str) -> bool:
    """Whether the value of a variable, by its name, is a host as a whole."""
    return variable.upper().endswith(_HOSTS)


def is_list(variable: str) -> bool:
    """Whether the value of a variable, by its name, is a list of hosts."""
    return variable.upper().endswith(_LISTS)


def replaced_each(text: str, names: Mapping[str, str]) -> str:
    """A list of hosts with each of the names (lower case) replaced."""
    return _LISTED.sub(lambda match: names.get(match[0].lower(), match[0]), text)


def replaced(text: str, names: Mapping[str, str]) -> str:
    """The text with each mention of a name (lower case) replaced; those of tasks stay."""
    spans = {
        match.span(group): names[match[group].lower()]
        for grammar, group in (
            (_WITH_PORT, 2),
            (_NETCAT, 2),
            (_DEVICE, 2),
            (_URL, 1),
            (_DOTTED, 1),
            (_OPTION, 1),
            (_KEYED, 1),
        )
        for match in grammar.finditer(text)
        if match[group].lower() in names
    }
    for (start, end), name in sorted(spans.items(), reverse=True):
        text = text[:start] + name + text[end:]
    return text


def say_renamed(mentioned: Iterable[Mention], gone: Mapping[str, str], findings: Collector) -> None:
    """A finding for each mention by a name that is gone; `gone` has the name that answers for each."""
    for mention in mentioned:
        if mention.name in gone:
            target = gone[mention.name]
            findings.approximate(
                "T404",
                f"{mention.service} calls {mention.name}, which no cluster answers; it is {target} there",
                mention.origin,
                help=f"write {target} instead, or references: rewrite in translator.yaml, which does it for all",
            )
