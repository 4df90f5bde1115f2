"""Subject: the stack that a verb speaks of, among those that were applied."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import exits, reading
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster, Refusal, Unreachable
from translator.model.finding import Finding
from translator.model.record import dataclass

if TYPE_CHECKING:
    from translator.apply.inventory import Inventory
    from translator.cli.deploying import Find
    from translator.deployment import Order
    from translator.model.settings import Settings
    from translator.report.collector import Collector

_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Subject:
    """The stack that is meant: by its `name`, and in the `namespace` alone if that is not None. `home` is the namespace that
    the configuration names, for where it is not clear which."""

    name: str | None
    namespace: str | None
    home: str | None = None


def meant(given: dict[str, Any], terminal: Terminal) -> Subject:
    """What the parameters of a verb mean: `stack`, `namespace` and `configuration`."""
    target = settings(given["configuration"], terminal).target
    return Subject(given["stack"], given["namespace"], target.namespace.value if target.namespace else None)


def settings(named: Path | None, terminal: Terminal) -> "Settings":
    """The configuration, of a verb that reads no stack. One that is refused ends the command."""
    path = reading.configuration(reading.Options(configuration=named))
    if path is None:
        from translator.model.settings import Settings

        return Settings()
    from translator import parse
    from translator.report.collector import Collector
    from translator.report.formats import text
    from translator.report.quotation import Quotations

    findings = Collector()
    found, files = parse.settings(path, findings)
    style = terminal.style(os.environ)
    terminal.say(text.listing(findings, Quotations(files), least=terminal.least, style=style))
    if findings.fatal:
        raise click.exceptions.Exit(exits.REFUSED)
    return found


def known(cluster: Cluster, subject: Subject) -> "tuple[tuple[Inventory, ...], str | None]":
    """The stacks of a namespace, or of all; of that of the configuration or of the context, where we may not look into all.
    With them the namespace that was looked into, None for all.

    Raises:
        Unreachable: we may look into neither.
    """
    from translator.apply import inventory

    try:
        return inventory.stacks(cluster, subject.namespace), subject.namespace
    except Refusal as refusal:
        if subject.namespace is not None or refusal.status != _FORBIDDEN:
            raise
    own = subject.home or cluster.address.namespace
    try:
        return inventory.stacks(cluster, own), own
    except Refusal as refusal:
        if refusal.status != _FORBIDDEN:
            raise
        said = f"the cluster lets us list Secrets neither of all namespaces nor of {own}"
        raise Unreachable(said, code="T704", help="name the namespace of the stack with --namespace") from None


def applied(cluster: Cluster, subject: Subject) -> "Inventory | Finding":
    """The stack; a finding where there is none of its name (T770), or where it is not clear which (T771)."""
    stacks, looked = known(cluster, subject)
    found = [each for each in stacks if each.stack == subject.name]
    likely = [each for each in found if each.namespace == subject.home] or found
    return likely[0] if len(likely) == 1 else _unclear(subject.name or "", looked, stacks, found)


def _unclear(name: str, namespace: str | None, stacks: "Sequence[Inventory]", found: "Sequence[Inventory]") -> Finding:
    if found:
        places = ", ".join(each.namespace for each in found)
        return Finding("T771", f"{name} was applied to several namespaces: {places}", help="say which with --namespace")
    names = ", ".join(dict.fromkeys(each.stack for each in stacks)) or "none"
    where = f"to namespace {namespace}" if namespace else "to this cluster"
    return Finding("T770", f'no stack "{name}" was applied {where}', help=f"the stacks that were: {names}")


def ordered(subject: Subject, order: "Callable[[Inventory, Cluster, Collector], Order | None]") -> "Find":
    """What `order` makes of an applied stack, once the cluster is known; None with findings where there is no such stack."""

    def find(cluster: Cluster, findings: "Collector") -> "Order | None":
        found = applied(cluster, subject)
        if isinstance(found, Finding):
            findings.extend((found,))
            return None
        return order(found, cluster, findings)

    return find


def say(findings: Iterable[Finding], terminal: Terminal) -> None:
    """Says findings that are about no file."""
    from translator.report.formats import text
    from translator.report.quotation import Quotations

    terminal.say(text.listing(findings, Quotations(()), least=terminal.least, style=terminal.style(os.environ)))
