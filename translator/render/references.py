"""References: what services call one another, where a cluster answers to another name; told, and rewritten if that is wanted.

A service whose name is no DNS name is called otherwise in a cluster, and names that Docker makes up (`STACK_SERVICE`,
`STACK_SERVICE_1`, `STACK-SERVICE-1`) are none there, nor are container names with a dot or an underscore. Keys of the stack
file follow by themselves; a name inside the environment, a command or a health check is text of the program's own, so it is
changed only where `references.rewrite` of the configuration says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from translator.kube.names import DNS_1035_LABEL
from translator.model.container import Command
from translator.model.health import Healthcheck
from translator.model.origin import Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Dialect, Stack
from translator.render.answers import Answer, spelled
from translator.render.mentions import Mention, is_host, is_list, is_text, mentions, replaced, replaced_each, say_renamed
from translator.render.naming import Names
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class References:
    """The stack, with other texts where they were rewritten; services by the names that programs call, in lower case; and the
    mentions of names that answer."""

    stack: Stack
    spellings: Mapping[str, tuple[str, ...]]
    mentions: tuple[Mention, ...]


def references(stack: Stack, settings: Settings, names: Names, answering: Sequence[Answer], findings: Collector) -> References:
    """Who calls whom, with a finding for each call by a name that is gone."""
    spellings = {**_made_up(stack), **spelled(stack, answering)}
    answers = {answer.name.value for answer in answering} | {one.name.value for one in stack.outside if not one.made_up}
    elsewhere = {one.name.value.lower(): f"{one.service}.{one.namespace}" for one in stack.outside}
    called = mentions(stack.services, {**dict.fromkeys(elsewhere, ()), **spellings})
    gone = {
        mention.name: _target(mention.name, spellings, elsewhere, names) for mention in called if mention.name not in answers
    }
    wanted = settings.references
    if wanted is not None and wanted.value == "rewrite":
        stack = replace(stack, services=tuple(_rewritten(one, gone, wanted.origin, findings) for one in stack.services))
        say_renamed((mention for mention in called if mention.tasks), gone, findings)
    else:
        say_renamed(called, gone, findings)
    own = (_settled(mention, gone, spellings) for mention in called)
    return References(stack, spellings, tuple(mention for mention in own if mention is not None))


def _made_up(stack: Stack) -> Mapping[str, tuple[str, ...]]:
    """Names that Docker gives to services and their containers, or that are given to these and no Service can have."""
    name = stack.name.value
    hosts = {route.host.value for service in stack.services for route in service.routes}
    given = {
        name.value.lower(): (service.name.value,)
        for service in stack.services
        for name in (service.container_name, service.hostname if stack.dialect.value is Dialect.ALIYUN else None)
        if name is not None
        and not DNS_1035_LABEL.accepts(name.value.lower())
        and name.value.lower() not in hosts  # which something else answers
    }
    return given | {
        made.lower(): (service.name.value,)
        for service in stack.services
        for made in (
            f"{name}_{service.name.value}",
            f"{name}_{service.name.value}_1",
            f"{name}-{service.name.value}-1",
        )
    }


def _target(name: str, spellings: Mapping[str, tuple[str, ...]], elsewhere: Mapping[str, str], names: Names) -> str:
    """What a service that is called `name` answers to."""
    return names.services[spellings[name][0]].value if name in spellings else elsewhere[name]


def _settled(mention: Mention, gone: Mapping[str, str], spellings: Mapping[str, tuple[str, ...]]) -> Mention | None:
    """The mention by the name that answers; None where that is a service of another stack.

    A port beside a container name with a dot is dropped: it is seldom the only one at which such a container is called, and a
    Service for it alone would shut the others, while one without known ports leads to the Pods at every port.
    """
    if mention.name not in spellings:
        return None
    if mention.name not in gone:
        return mention
    return replace(mention, name=gone[mention.name], port=None if "." in mention.name else mention.port)


def _rewritten(service: Service, gone: Mapping[str, str], wanted: Origin, findings: Collector) -> Service:
    """The service with the names in its texts that are gone replaced by those that answer."""
    rewriting = _Rewriting(service.name.value, gone, wanted, findings)
    return replace(
        service,
        environment=tuple(
            replace(one, value=rewriting.value(one.name.value, one.value)) if is_text(one.name.value) else one
            for one in service.environment
        ),
        command=rewriting.command(service.command),
        entrypoint=rewriting.command(service.entrypoint),
        healthcheck=rewriting.check(service.healthcheck),
    )


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """The names that are gone, each with the one that answers, and where the wish to rewrite stands."""

    service: str
    gone: Mapping[str, str]
    wanted: Origin
    findings: Collector

    def value(self, variable: str, text: Located[str]) -> Located[str]:
        """The value of a variable with names replaced: by the variable's name the whole of it may be one, or a list of them."""
        whole = self.gone.get(text.value.lower()) if is_host(variable) else None
        if whole is None and is_list(variable):
            whole = replaced_each(text.value, self.gone)
        return self.text(text) if whole in (None, text.value) else self._written(text, str(whole))

    def text(self, text: Located[str]) -> Located[str]:
        """The text with names replaced."""
        return self._written(text, replaced(text.value, self.gone))

    def _written(self, text: Located[str], value: str) -> Located[str]:
        if value == text.value:
            return text
        message = f"{self.service}: a name in this value is written as the name that answers in the cluster"
        self.findings.add("T200", message, text.origin)
        return Located(value, Derived("references of the configuration", (text.origin, self.wanted)))

    def check(self, check: Healthcheck | None) -> Healthcheck | None:
        """The health check with names replaced in its test."""
        return None if check is None else replace(check, test=self.command(check.test))

    def command(self, command: Command | None) -> Command | None:
        """The command with names replaced in each word."""
        return None if command is None else replace(command, words=tuple(self.text(word) for word in command.words))
