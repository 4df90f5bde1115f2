"""Subject: the stack that a verb speaks of, among those that were applied."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster, Refusal
from translator.model.finding import Finding

if TYPE_CHECKING:
    from translator.apply.inventory import Inventory
    from translator.cli.deploying import Find
    from translator.deployment import Order
    from translator.report.collector import Collector


def known(cluster: Cluster, namespace: str | None) -> "tuple[Inventory, ...]":
    """The stacks of a namespace, or of all; of that of the context, where we may not look into all."""
    from translator.apply import inventory

    try:
        return inventory.stacks(cluster, namespace)
    except Refusal as refusal:
        if namespace is not None or not refusal.denied:
            raise
        return inventory.stacks(cluster, cluster.address.namespace)


def applied(cluster: Cluster, name: str, namespace: str | None) -> "Inventory | Finding":
    """The stack of a name; a finding where there is none (T770), or where it is not clear which (T771)."""
    stacks = known(cluster, namespace)
    found = [each for each in stacks if each.stack == name]
    return found[0] if len(found) == 1 else _unclear(name, namespace, stacks, found)


def _unclear(name: str, namespace: str | None, stacks: "Sequence[Inventory]", found: "Sequence[Inventory]") -> Finding:
    if found:
        places = ", ".join(each.namespace for each in found)
        return Finding("T771", f"{name} was applied to several namespaces: {places}", help="say which with --namespace")
    names = ", ".join(dict.fromkeys(each.stack for each in stacks)) or "none"
    where = f"to namespace {namespace}" if namespace else "to this cluster"
    return Finding("T770", f'no stack "{name}" was applied {where}', help=f"the stacks that were: {names}")


def ordered(name: str, namespace: str | None, order: "Callable[[Inventory, Cluster, Collector], Order | None]") -> "Find":
    """What `order` makes of an applied stack, once the cluster is known; None with findings where there is no such stack."""

    def find(cluster: Cluster, findings: "Collector") -> "Order | None":
        found = applied(cluster, name, namespace)
        if isinstance(found, Finding):
            findings.extend((found,))
            return None
        return order(found, cluster, findings)

    return find


def say(findings: Iterable[Finding], terminal: Terminal) -> None:
    """Says findings that are about no file."""
    from translator.report.formats import text
    from translator.report.quotation import Quotations

    for finding in findings:
        terminal.say(text.lines(finding, Quotations(()), terminal.style(os.environ)))
