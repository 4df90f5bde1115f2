"""Rights: whether we may do all of it, asked before anything is done and told as one list.

By SelfSubjectAccessReview, one question for each verb, resource and namespace. Source: what each request of a run needs;
server-side apply needs `patch`, and `create` where the object is not there yet.
"""

from collections.abc import Iterable, Iterator, Sequence

from translator.apply.recreation import MARKS, leftovers
from translator.kube.kinds import WORKLOADS
from translator.model.cluster import Act, Cluster, Key
from translator.model.plan import Action, Plan, Step
from translator.report.collector import Collector

_LOOKS = ("get", "list", "watch")
_KEPT = ("get", "list", "create", "patch", "delete")
_GUARD = ("get", "create", "update")
_READ = (("", "pods"), ("", "events"), ("apps", "replicasets"))
"""What a wait looks at beside the workloads themselves."""


def missing(plan: Plan, steps: Sequence[Step], cluster: Cluster, *, wait: bool, findings: Collector) -> None:
    """Says what is not allowed (T750), one finding for each resource and namespace."""
    acts = tuple(dict.fromkeys(_acts(plan, steps, cluster, wait=wait)))
    denied: dict[tuple[str, str, str], list[str]] = {}
    for act, allowed in zip(acts, cluster.allowed(acts), strict=True):
        if not allowed:
            denied.setdefault((act.resource, act.group, act.namespace), []).append(act.verb)
    for (resource, group, namespace), verbs in sorted(denied.items()):
        name = f"{resource}.{group}" if group else resource
        where = f"in the namespace {namespace}" if namespace else "in the whole cluster"
        findings.add(
            "T750",
            f"you may not {', '.join(verbs)} {name} {where}",
            help="ask whoever runs the cluster for a Role with these verbs; kubectl auth can-i --list shows what you have",
        )


def _acts(plan: Plan, steps: Sequence[Step], cluster: Cluster, *, wait: bool) -> Iterator[Act]:
    for verb in _KEPT:
        yield Act(verb, "", "secrets", plan.namespace)
    for verb in _GUARD:
        yield Act(verb, "coordination.k8s.io", "leases", plan.namespace)
    yield from _cleared(steps)
    for step in steps:
        place = _place(step, cluster)
        if place is None:
            continue  # its definition comes with the same run, and whether we may is decided then
        group, resource, namespace = place
        for verb in _verbs(step):
            yield Act(verb, group, resource, namespace)
        if wait and step.key.kind in WORKLOADS and step.action is not Action.DELETE:
            for looked_at in (*_READ, (group, resource)):
                for verb in _LOOKS:
                    yield Act(verb, *looked_at, namespace)


def _cleared(steps: Sequence[Step]) -> Iterator[Act]:
    """What recreations leave behind is removed in the end."""
    for leftover in leftovers(steps):
        api_version = MARKS[leftover.kind][0]
        for verb in ("list", "delete"):
            yield Act(verb, api_version.rpartition("/")[0], f"{leftover.kind.lower()}s", leftover.namespace)


def _place(step: Step, cluster: Cluster) -> tuple[str, str, str] | None:
    key: Key = step.key
    resource = cluster.resource(key.api_version, key.kind)
    return None if resource is None else (key.group, resource.plural, key.namespace or "")


def _verbs(step: Step) -> Iterable[str]:
    if step.action is Action.DELETE:
        return ("get", "delete")
    if step.action is Action.RECREATE:
        return ("get", "list", "watch", "delete", "create", "patch")
    return ("get", "create", "patch") if step.action is Action.CREATE else ("get", "patch")
