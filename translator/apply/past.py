"""Past: what a rollback goes back to, and whether it can.

A revision has no values of Secrets, so those come from the cluster: a Secret that is named by its content either still is what
it was, or is gone and nothing can bring it back; of another the values may have changed since, and stay as they are.
"""

from collections.abc import Iterator
from typing import Any

from translator.apply import records, revisions
from translator.apply.inventory import Inventory
from translator.apply.records import Recorded
from translator.apply.revisions import Revision
from translator.model.cluster import Body, Cluster
from translator.model.manifest import ONE_REPLICA, REPLICAS, Manifest, pointer
from translator.model.origin import Default, Origin
from translator.report.collector import Collector


def chosen(cluster: Cluster, inventory: Inventory, number: int | None, findings: Collector) -> Revision | None:
    """The revision to go back to: `number`, or the last good one before that which is applied. None with a finding (T751)."""
    found = revisions.listed(cluster, inventory)
    if number is None:
        earlier = [each for each in found if each.serves and each.digest != inventory.digest]
        wanted = next((each for each in reversed(earlier) if each.number < inventory.revision), None)
        what = "no earlier revision of the stack that was good is kept"
    else:
        wanted = next((each for each in found if each.number == number), None)
        what = f"the stack has no revision {number}"
    if wanted is None:
        known = ", ".join(str(each.number) for each in found) or "none"
        findings.add("T751", f"{what}; kept are {known}", help="translator history shows them; --to N goes to another")
    elif number is not None and not wanted.ended_well:
        findings.add(
            "T755",
            f"revision {wanted.number} did not end well when it was applied ({wanted.status.value})",
            help="translator history shows which ones are good; without --to it goes back to the last of them",
        )
    return wanted


def manifests(revision: Revision, cluster: Cluster, findings: Collector) -> tuple[Manifest, ...]:
    """The objects of a revision as they can be applied again. A Secret that is gone for good is a finding (T752), and so is one
    that has other values now (T753)."""
    try:
        objects = revision.objects()
    except records.Unreadable as fault:
        findings.add("T751", f"{fault}, so nothing can go back to it", help="choose another one with --to N")
        return ()
    if not objects:
        findings.add(
            "T751", f"revision {revision.number} is a deletion", help="translator delete removes a stack; --to N goes elsewhere"
        )
    return tuple(_manifests(objects, revision.number, cluster, findings))


def _manifests(objects: tuple[Recorded, ...], number: int, cluster: Cluster, findings: Collector) -> Iterator[Manifest]:
    origin = Default(f"revision {number}")
    for each in objects:
        body: Body | None = each.body
        if each.body.get("kind") == "Secret" and any(each.body.get(section) for section in ("data", "stringData")):
            body = _with_values(each, number, cluster, findings)
        if body is not None:
            origins = _origins(body, origin) | ({REPLICAS: ONE_REPLICA} if each.unnumbered else {})
            yield Manifest(body, origins, each.service, each.wave, needs=each.needs)


def _with_values(each: Recorded, number: int, cluster: Cluster, findings: Collector) -> Body | None:
    live = cluster.get(each.key)
    if live is None:
        findings.add(
            "T752",
            f"{each.key}, which revision {number} needs, is gone, and its values are kept nowhere",
            help="apply the stack files of that time instead: they have the values",
        )
        return None
    if each.content and records.content_digest(live) != each.content:
        findings.add(
            "T753",
            f"{each.key} has other values than in revision {number}, and keeps them",
            help="apply the stack files of that time if the old values are wanted",
        )
    kept: dict[str, Any] = {name: value for name, value in each.body.items() if name != "stringData"}
    return {**kept, "data": live.get("data") or {}}


def _origins(body: Body, origin: Origin) -> dict[str, Origin]:
    """Every leaf comes from the revision."""
    found: dict[str, Origin] = {}

    def walk(value: Any, steps: tuple[str | int, ...]) -> None:
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        if not value or not isinstance(value, dict | list):
            found[pointer(*steps)] = origin
        for name, inner in items:
            walk(inner, (*steps, name))

    walk(body, ())
    return found
