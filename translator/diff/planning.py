"""Planning: all objects of a run, judged side by side, in the order in which they would be done.

What the server refuses for good is a finding at the line that asked for it, and all of them are told in one run.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from translator.diff.concessions import with_front
from translator.diff.judgement import Judge, deletion
from translator.diff.quotas import exceeded
from translator.kube import kinds
from translator.kube.schema.custom import defined
from translator.model.cluster import AT_ONCE, Body, Cause, Cluster, Key, Refusal, key_of
from translator.model.manifest import Manifest, escape
from translator.model.origin import Origin
from translator.model.plan import Action, Plan, Step
from translator.report.collector import Collector

_FIRST = kinds.order("DaemonSet")
_VALUE = re.compile(r"(?P<opening>(?:Invalid|Unsupported|Duplicate) value): (?P<rest>.*)", re.DOTALL)
_STEPS = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


def judge(manifests: Sequence[Manifest], cluster: Cluster, kubernetes: str, force: Callable[[Key], bool]) -> Judge:
    """The judge of a run, who knows which namespaces, kinds and quotas come with it."""
    namespaces = frozenset(manifest.name for manifest in manifests if manifest.kind == "Namespace")
    kinds = frozenset((each.group, each.kind) for each in defined(manifests))
    limits = {(each.namespace, each.name): each for each in manifests if each.kind == "ResourceQuota"}
    return Judge(cluster, kubernetes, force, namespaces, kinds, limits)


def plan(
    manifests: Sequence[Manifest],
    cluster: Cluster,
    *,
    stack: str,
    namespace: str,
    members: Sequence[Body],
    kubernetes: str,
    force: Callable[[Key], bool],
    findings: Collector,
) -> Plan:
    """As `translator.diff.plan` says."""
    known = {key_of(member).same: member for member in members}
    deciding = judge(manifests, cluster, kubernetes, force)

    def judged(manifest: Manifest) -> Step | Refusal:
        try:
            return deciding.step(manifest, known.get(key_of(manifest.body).same))
        except Refusal as refusal:
            return refusal

    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="diff")
    try:
        results = list(pool.map(judged, manifests))
    finally:
        pool.shutdown(cancel_futures=True)
    steps = []
    for manifest, result in zip(manifests, results, strict=True):
        if isinstance(result, Refusal):
            _tell(manifest, result, cluster, findings)
        else:
            steps.append(result)
    steps = [_fronted(step, steps, deciding) for step in steps]
    wanted = {key_of(manifest.body).same for manifest in manifests}
    gone = [deletion(member) for same, member in known.items() if same not in wanted]
    return Plan(stack, namespace, cluster.address, ordered(steps, gone))


def _fronted(step: Step, steps: Sequence[Step], deciding: Judge) -> Step:
    """The step of a Service that was another program's, which goes on to find the Pods that run."""
    if step.key.kind != "Service" or step.live is None or step.manifest is None or step.action is Action.UNCHANGED:
        return step
    beside = (each.manifest for each in steps if each.manifest is not None and each.key.namespace == step.key.namespace)
    kept = with_front(step.manifest, step.live, beside)
    if kept is None:
        return step
    again = deciding.step(kept.manifest, step.live)
    return again if again.action is Action.UNCHANGED else replace(again, notes=(*kept.notes, *again.notes))


def ordered(steps: Sequence[Step], gone: Sequence[Step]) -> tuple[Step, ...]:
    """Creations and changes in the order of their kinds and waves, then deletions backwards."""
    return (*sorted(steps, key=_turn), *sorted(gone, key=_turn, reverse=True))


def _turn(step: Step) -> tuple[Any, ...]:
    order = kinds.order(step.key.kind)
    workload = step.key.kind in kinds.WORKLOADS
    return (_FIRST, step.wave, order, *_name(step.key)) if workload else (order, 0, 0, *_name(step.key))


def _name(key: Key) -> tuple[str, str, str]:
    return key.namespace or "", key.name, key.kind


def _tell(manifest: Manifest, refusal: Refusal, cluster: Cluster, findings: Collector) -> None:
    """Why an object has no step, at the line that is the cause."""
    said = f"{manifest.kind} {manifest.name}"
    top = manifest.origins.get("/kind") or manifest.origins.get("")
    if cluster.resource(manifest.api_version, manifest.kind) is None:
        served = sorted({each.api_version for each in cluster.resources() if each.kind == manifest.kind})
        findings.add(
            "T720",
            f"{said}: the server does not serve {manifest.kind} of {manifest.api_version}",
            manifest.origins.get("/apiVersion") or top,
            help=f"it serves {', '.join(served)}" if served else "install what defines the kind, or apply its definition too",
            target=manifest.target(),
        )
    elif refusal.missing and manifest.namespace:
        findings.add(
            "T721",
            f"{said}: the namespace {manifest.namespace} does not exist",
            manifest.origins.get("/metadata/namespace") or top,
            help=f"create it (kubectl create namespace {manifest.namespace}), or add its manifest",
            target=manifest.target("/metadata/namespace"),
        )
    else:
        for cause in refusal.causes or (Cause(refusal.reason, "", str(refusal)),):
            pointer, origin = _place(manifest, cause.field)
            where = f"{cause.field}: " if cause.field else ""
            findings.add(
                "T722",
                f"{said}: the server refuses it: {where}{_without_value(cause.message)}",
                origin or top,
                help=_help(refusal),
                target=manifest.target(pointer),
            )


def _help(refusal: Refusal) -> str:
    if any(cause.reason == "NamespaceTerminating" for cause in refusal.causes):
        return "wait until the namespace is gone, or name another with --namespace"
    if exceeded(refusal):
        return "make room below the quota, or make it larger; kubectl describe resourcequota shows what is used"
    if refusal.denied:
        return "ask for the right to patch it, or for what the message names"
    return "correct the field; the offline rules (translator validate) do not know what this server asks beyond them"


def _without_value(message: str) -> str:
    """A cause without the value that it quotes, which may hold a secret, and without the comparison that some add."""
    first = message.partition("\n")[0]
    match = _VALUE.fullmatch(message)
    if match is None:
        return first
    opening, rest = match["opening"], match["rest"].partition("\n")[0]
    _, found, told = rest.rpartition(": ")
    return f"{opening}: {told}" if found and not told.endswith(('"', "}", "]")) else opening


def _place(manifest: Manifest, field: str) -> tuple[str, Origin | None]:
    """The pointer of a field as the server names it, and where it came from; of the nearest that the manifest has."""
    value: Any = manifest.body
    pointer, origin = "", None
    for name, index in _STEPS.findall(field):
        step: str | int = int(index) if index else name
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        pointer += f"/{escape(step)}"
        origin = manifest.origins.get(pointer) or origin
    if origin is None and pointer:
        origin = next((each for at, each in manifest.origins.items() if at.startswith(f"{pointer}/")), None)
    return pointer, origin
