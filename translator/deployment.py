"""Deployment as code: what a stack shall be, what applying it would do, and doing it.

1. *desire*: the manifests get the stack's namespace where they have none, and the label by which the set knows its members.
2. *plan*: the inventory says what there is; `diff` holds every object against the cluster by a dry run.
3. *apply*: exactly that plan, under the stack's Lease; what is no longer as it was when it was approved is planned afresh.
4. *remember*: a revision, to which `rollback` can go back, by the same three steps. `delete` is apply of nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from translator import diff
from translator.apply import finished, inventory, obstacles, past, revisions, rights
from translator.apply.draft import Draft
from translator.apply.inventory import Inventory
from translator.apply.options import Options, nothing
from translator.apply.result import Result
from translator.apply.revisions import Author
from translator.apply.run import run
from translator.kube import applyset
from translator.kube.kinds import KINDS
from translator.kube.schema.custom import defined
from translator.model.cluster import Body, Cluster, Key, Refusal, key_of
from translator.model.manifest import Manifest, pointer
from translator.model.origin import Default, Origin
from translator.model.plan import Action, Plan, Step
from translator.model.progress import Tell
from translator.model.record import dataclass
from translator.report.collector import Collector

_NOBODY = Author("")
_NAMESPACE = Default("the namespace that the stack is applied to")
_MEMBER = Default("member of the stack's inventory")
_MADE = Default("the namespace that the stack is applied to is not there yet")


@dataclass(frozen=True, slots=True)
class Order:
    """What to apply, and where: `stack` names it, `namespace` is where its inventory lives and every object that names no
    namespace of its own. `kubernetes` is the minor version to plan for where the server cannot be asked. `author` asked for it.
    `ended` asks for nothing to be left of the stack, not even what older revisions refer to."""

    stack: str
    namespace: str
    manifests: tuple[Manifest, ...]
    kubernetes: str
    author: Author = _NOBODY
    ended: bool = False


def desired(order: Order, cluster: Cluster, findings: Collector) -> tuple[Manifest, ...]:
    """The manifests as they are sent: in the stack's namespace where they name none, and with the label of the set.

    Findings: an object without a name (T741), one that stands twice (T742), one that is in another set (T743).
    """
    identity = inventory.identity(order.stack, order.namespace)
    custom = {(each.group, each.kind): each.namespaced for each in defined(order.manifests)}
    placed: dict[tuple[str, str, str | None, str], Manifest] = {}
    for manifest in order.manifests:
        where = manifest.origins.get("") or manifest.origins.get("/kind")
        said = f"{manifest.kind} {manifest.name}".rstrip()
        metadata = manifest.body.get("metadata")
        if not isinstance(metadata, Mapping) or not metadata.get("name"):
            findings.add(
                "T741", f"{said} has no metadata.name", where, help="give it one: what is applied is found by its name"
            )
            continue
        owner = (metadata.get("labels") or {}).get(applyset.PART_OF)
        if owner not in (None, identity):
            findings.add("T743", f"{said} has the label {applyset.PART_OF} of another set", where, help="remove the label")
            continue
        ready = _placed(manifest, order.namespace, identity, _namespaced(manifest, cluster, custom))
        if placed.setdefault(key_of(ready.body).same, ready) is not ready:
            findings.add("T742", f"{said} stands twice", where, help="remove one of them, or give it another name")
    return tuple(placed.values())


def _placed(manifest: Manifest, namespace: str, identity: str, namespaced: bool) -> Manifest:
    metadata = manifest.body["metadata"]
    labels = {**(metadata.get("labels") or {}), applyset.PART_OF: identity}
    added: dict[str, Origin] = {pointer("metadata", "labels", applyset.PART_OF): _MEMBER}
    named = {"name": metadata["name"]}
    if namespaced:
        named["namespace"] = metadata.get("namespace") or namespace
        if not metadata.get("namespace"):
            added["/metadata/namespace"] = _NAMESPACE
    else:  # the server drops it, and the object would not be known again as the one that was asked for
        metadata = {name: each for name, each in metadata.items() if name != "namespace"}
    body = {**manifest.body, "metadata": {**named, **metadata, **named, "labels": labels}}
    return replace(manifest, body=body, origins={**manifest.origins, **added})


def _namespaced(manifest: Manifest, cluster: Cluster, custom: Mapping[tuple[str, str], bool]) -> bool:
    """Whether the kind lives in namespaces: the server says so, or the definition that comes along, or our own table."""
    resource = cluster.resource(manifest.api_version, manifest.kind)
    if resource is not None:
        return resource.namespaced
    group = manifest.api_version.rpartition("/")[0]
    known = KINDS.get(manifest.kind)
    return custom.get((group, manifest.kind), known.namespaced if known else manifest.namespace is not None)


def plan(order: Order, cluster: Cluster, findings: Collector, *, force: Callable[[Key], bool] = nothing) -> Draft | None:
    """What applying the order would do; None where findings forbid to go on. Nothing is written.

    Raises:
        Unreachable, Refusal: the cluster does not answer, or does not let us look.
    """
    standing = inventory.read(cluster, order.stack, order.namespace, findings)
    manifests = desired(order, cluster, findings)
    if _stopped(findings):
        return None
    wanted = [key_of(manifest.body) for manifest in manifests]
    scope = standing.scope.joined(inventory.reach(wanted, order.namespace))
    marked = inventory.marked(cluster, standing, scope)
    members = tuple(filter(inventory.stays, marked))
    present = tuple(key_of(member) for member in members)
    over = finished.finished(manifests, present, cluster, standing)
    sent = tuple(manifest for manifest in manifests if manifest not in over) if over else manifests
    made = diff.plan(
        (*(_own_namespace(order.namespace, manifests, cluster) if manifests else ()), *sent),
        cluster,
        stack=order.stack,
        namespace=order.namespace,
        members=members if order.ended else _without_needed(members, wanted, cluster, standing),
        kubernetes=order.kubernetes,
        force=force,
        findings=findings,
    )
    if _stopped(findings):
        return None
    made = replace(made, steps=(*(finished.step(each) for each in over), *made.steps))
    ending = tuple((key_of(body), str(body["metadata"]["uid"])) for body in marked if not inventory.stays(body))
    return Draft(made, standing, manifests, present, order.author, order.ended, ending)


def _stopped(findings: Collector) -> bool:
    """A call, since the type checker takes a property for what it was when it was looked at last."""
    return findings.fatal


def _own_namespace(namespace: str, manifests: Sequence[Manifest], cluster: Cluster) -> tuple[Manifest, ...]:
    """The namespace itself, where it is not there. It is no member of the set: others may live in it by then."""
    if any(manifest.kind == "Namespace" and manifest.name == namespace for manifest in manifests):
        return ()
    try:
        if cluster.get(Key("v1", "Namespace", None, namespace)) is not None:
            return ()
    except Refusal as refusal:
        if refusal.denied:  # who may not look may still apply below it
            return ()
        raise
    body = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}}
    return (Manifest(body, {"/apiVersion": _MADE, "/kind": _MADE, "/metadata/name": _MADE}),)


def _without_needed(members: Sequence[Body], wanted: Sequence[Key], cluster: Cluster, standing: Inventory) -> tuple[Body, ...]:
    """The members less those that a kept revision refers to and the order does not: ConfigMaps and Secrets that are named by
    their content. A rollback needs them."""
    desired_ones = {key.same for key in wanted}
    spare = {
        key_of(body).same
        for body in members
        if body.get("immutable") and body.get("kind") in ("ConfigMap", "Secret") and key_of(body).same not in desired_ones
    }
    if not spare:
        return tuple(members)
    needed = revisions.referred(cluster, standing)
    return tuple(body for body in members if key_of(body).same not in spare or key_of(body).same not in needed)


def hindered(draft: Draft, cluster: Cluster, options: Options, findings: Collector) -> bool:
    """Says why the draft must not be carried out as it is; whether there is anything. Nothing is written."""
    before = len(findings)
    obstacles.obstacles(
        draft.plan,
        options,
        findings,
        members=len(draft.members),
        ended=draft.ended,
        stacks=partial(_stacks, cluster, draft.plan.namespace),
    )
    steps = obstacles.to_do(draft.plan, options)
    if steps and len(findings) == before:
        rights.missing(draft.plan, steps, cluster, wait=options.wait, findings=findings)
    return len(findings) > before


def forbidden(order: Order, cluster: Cluster, options: Options, findings: Collector) -> bool:
    """Says which rights are missing to apply an order of which there is no plan (T750); whether any is. Nothing is written."""
    before = len(findings)
    manifests = desired(order, cluster, Collector())
    made = (*_own_namespace(order.namespace, manifests, cluster), *manifests)
    steps = tuple(Step(key_of(each.body), Action.CREATE, each) for each in made)
    rights.missing(Plan(order.stack, order.namespace, None, steps), steps, cluster, wait=options.wait, findings=findings)
    return len(findings) > before


def owned_by_others(draft: Draft, cluster: Cluster, options: Options, findings: Collector) -> None:
    """Says which objects of the draft belong to another stack, or to a Helm release (T745)."""
    obstacles.owners(draft.plan, options, findings, partial(_stacks, cluster, draft.plan.namespace))


def _stacks(cluster: Cluster, namespace: str) -> Mapping[str, str]:
    """The names of the stacks by the ids of their sets."""
    try:
        found = inventory.stacks(cluster, None)
    except Refusal:  # who may not look everywhere still learns of the neighbours
        found = inventory.stacks(cluster, namespace)
    return {each.id: each.stack for each in found}


def apply(order: Order, draft: Draft, cluster: Cluster, options: Options, tell: Tell, *, now: Callable[[], datetime]) -> Result:
    """Carries out a draft of the order that nothing hinders (`hindered`), exactly; what is not any more as it was in the draft
    is left, and told as `differing`. Nothing is written where there is nothing to do.

    Args:
        tell: takes the events of the run; may be called from several threads.
        now: the time, for the revision.
    """

    def afresh(step: Step) -> Step:
        assert step.manifest is not None
        return diff.step(step.manifest, cluster, kubernetes=order.kubernetes, force=options.force)

    def again() -> Draft | None:
        findings = Collector()
        fresh = plan(order, cluster, findings, force=options.force)
        return None if fresh is None or hindered(fresh, cluster, options, findings) else fresh

    return run(draft, cluster, options, tell, afresh=afresh, again=again, now=now)


def rollback(
    standing: Inventory, to: int | None, cluster: Cluster, author: Author, kubernetes: str, findings: Collector
) -> Order | None:
    """The order that goes back to a revision of a stack, to the last good one before that which is applied where none is named.
    None with findings where that cannot be done."""
    revision = past.chosen(cluster, standing, to, findings)
    if revision is None:
        return None
    manifests = past.manifests(revision, cluster, findings)
    author = replace(author, reverts=revision.number, files=revision.author.files)
    return None if findings.fatal else Order(standing.stack, standing.namespace, manifests, kubernetes, author)
