"""Environment: the variables of a container, sorted by name.

Values are literal in Docker and expanded in Kubernetes, so they are escaped. Swarm's Go templates become fields of the Pod: a
value that is one template is the field itself; within other text the field gets a variable of its own, which stands first,
and the text names it as `$(NAME)`. A variable that the configuration lifts is read from its Secret.
"""

from collections.abc import Iterator
from functools import cache

from translator.kube.names import ENVIRONMENT_NAME, RELAXED_ENVIRONMENT_NAME
from translator.kube.versions import minor
from translator.model.container import Variable
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint, Workload
from translator.render.filemap import FileMap
from translator.render.pods import logs
from translator.render.pods.cleartext import say_secrets
from translator.render.pods.expansion import literal
from translator.render.pods.placeholders import Filling, filling, split
from translator.report.collector import Collector

_OWN_NAMES = {
    "spec.nodeName": "TRANSLATOR_NODE_NAME",
    "metadata.name": "TRANSLATOR_POD_NAME",
    "metadata.uid": "TRANSLATOR_POD_UID",
    "metadata.labels['apps.kubernetes.io/pod-index']": "TRANSLATOR_POD_INDEX",
}
_RELAXED_SINCE = 32
"""The minor version from which any printable name is taken."""

_HELD = Default("a field of the Pod that other variables name")


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key of a Secret."""

    name: Located[str]
    key: Located[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One variable: exactly one of value, field and secret is set."""

    name: Located[str]
    value: Located[str] | None
    field: Located[str] | None = None
    secret: SecretKey | None = None


@cache
def _fault(name: str, relaxed: bool) -> str | None:
    return (RELAXED_ENVIRONMENT_NAME if relaxed else ENVIRONMENT_NAME).fault(name)


def environment(workload: Workload, blueprint: Blueprint, findings: Collector) -> tuple[Entry, ...]:
    """The variables of a service's container, helpers first."""
    service = workload.service
    lifted = blueprint.lifted.get(service.name.value)
    relaxed = minor(blueprint.destination.kubernetes[0]) >= _RELAXED_SINCE
    helpers: dict[str, Entry] = {}
    entries: list[Entry] = []
    if service.environment:
        say_secrets(service.name.value, _unlifted(service.environment, lifted), findings)
    for variable in service.environment:
        name, value = variable.name, variable.value
        fault = _fault(name.value, relaxed)
        if fault is not None:
            _refuse_name(variable, fault, findings)
        elif lifted is not None and (secret := _secret(variable, lifted)) is not None:
            entries.append(Entry(name, None, secret=secret))
        elif "{{" in value.value:
            filled = _filled(variable, workload, blueprint, helpers, findings)
            if filled is not None:
                entries.append(filled)
        else:
            entries.append(Entry(name, literal(value) if "$" in value.value else value))
    if service.log_stores:
        taken = {entry.name.value for entry in entries}
        found = logs.variables(service, blueprint, taken, findings)
        entries.extend(Entry(name, literal(value)) for name, value in found)
    return (*(helpers[name] for name in sorted(helpers)), *entries)


def _unlifted(variables: tuple[Variable, ...], lifted: FileMap | None) -> Iterator[Variable]:
    """The variables whose values are written in the workload itself."""
    held = frozenset() if lifted is None else {entry.key.value for entry in lifted.entries}
    return (variable for variable in variables if variable.name.value not in held)


def _secret(variable: Variable, lifted: FileMap) -> SecretKey | None:
    for entry in lifted.entries:
        if entry.key.value == variable.name.value:
            return SecretKey(lifted.name, Located(entry.key.value, Derived("secrets.environment", (entry.key.origin,))))
    return None


def _filled(
    variable: Variable, workload: Workload, blueprint: Blueprint, helpers: dict[str, Entry], findings: Collector
) -> Entry | None:
    """A variable whose value has Go templates; None where one of them has no counterpart."""
    value = variable.value
    pieces = split(value.value, blueprint.stack.dialect.value)
    if not any(held for _, held in pieces):
        return Entry(variable.name, literal(value))
    found: list[str | Filling] = []
    for words, held in pieces:
        fill = filling(words, workload, blueprint.destination.kubernetes[0]) if held else words
        if fill is None:
            _refuse_template(variable, words, findings)
            return None
        if isinstance(fill, Filling) and fill.differs:
            _say_differs(variable, words, fill, findings)
        found.append(fill)
    origin = Derived("Go template", (value.origin,))
    alone = found[0]
    if len(found) == 1 and isinstance(alone, Filling) and alone.field is not None:
        return Entry(variable.name, None, field=Located(alone.field, origin))
    return Entry(variable.name, Located("".join(_text(piece, helpers) for piece in found), origin))


def _text(piece: "str | Filling", helpers: dict[str, Entry]) -> str:
    """A piece of a value. Every `$` is doubled: whatever stands behind it, it stays one."""
    text = piece if isinstance(piece, str) else piece.text
    if text is not None:
        return text.replace("$", "$$")
    assert isinstance(piece, Filling)
    assert piece.field is not None
    name = _OWN_NAMES[piece.field]
    helpers[name] = Entry(Located(name, _HELD), None, field=Located(piece.field, _HELD))
    return f"$({name})"


def _refuse_name(variable: Variable, fault: str, findings: Collector) -> None:
    findings.refuse(
        "T467",
        f'the variable "{variable.name.value}" has a name that Kubernetes does not take: it {fault}',
        variable.name.origin,
        help="rename it, in the program too",
    )


def _refuse_template(variable: Variable, words: str, findings: Collector) -> None:
    # What stands between other braces may be anything, even a password.
    template = f"{{{{{words}}}}}" if words.startswith((".Node", ".Service", ".Task")) else "a Go template"
    findings.refuse(
        "T468",
        f"{variable.name.value} is filled in by Swarm from {template}, which the Pods of the service do not know",
        variable.value.origin,
        help="write the value itself; for the number of a replica, let the service have a volume per-replica, which makes it a "
        "StatefulSet",
    )


def _say_differs(variable: Variable, words: str, fill: Filling, findings: Collector) -> None:
    findings.approximate(
        "T469",
        f"{variable.name.value} has {{{{{words}}}}}: {fill.differs}",
        variable.value.origin,
        help="see that the program does not rest on the difference",
    )
