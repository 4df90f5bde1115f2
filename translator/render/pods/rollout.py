"""Rollout: how a new version replaces the old one, from `deploy.update_config`.

stop-first, Swarm's default, takes n Pods away before n new ones start: maxUnavailable n, maxSurge 0. start-first is the
reverse. Parallelism is 1 unless written, and 0 means all at once. A claim that one Pod holds must be free before the next can
have it, so such a Deployment recreates its Pod. StatefulSets replace one Pod at a time, from the last. `delay` between
batches becomes the time for which a new Pod must be ready before the next batch begins.
"""

from translator.model.deploy import UpdatePolicy
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.render.blueprint import Workload
from translator.render.pods.seconds import seconds
from translator.report.collector import Collector

START_FIRST = "start-first"
_DEFAULT = Default("Swarm updates one task at a time and stops the old one first")
_DEADLINE = 600
"""Kubernetes' own progressDeadlineSeconds."""


@dataclass(frozen=True, slots=True)
class RolloutView:
    """`unavailable` and `surge` are numbers of Pods or a percentage, both None where `kind` is Recreate or cannot have them."""

    kind: Located[str]
    unavailable: Located[int | str] | None = None
    surge: Located[int | str] | None = None
    min_ready: Located[int] | None = None
    deadline: Located[int] | None = None


_ROLLING = RolloutView(Located("RollingUpdate", _DEFAULT), Located(1, _DEFAULT), Located(0, _DEFAULT))
_ONE_BY_ONE = RolloutView(Located("RollingUpdate", _DEFAULT))


def rollout(workload: Workload, held: Origin | None, ports: Origin | None, starting: int, findings: Collector) -> RolloutView:
    """How the Pods of a Deployment, a StatefulSet or a DaemonSet are replaced.

    Args:
        held: the mount of a claim that one Pod at a time can hold, None without one.
        ports: a port of the node that the Pods take, None without one.
        starting: seconds that a container may take to start, as its probes say.
    """
    policy, kind = workload.service.update_config, workload.kind.value
    recreate = held is not None and kind == "Deployment"
    if policy is None:
        view = _recreated(held, ()) if recreate else _ONE_BY_ONE if kind == "StatefulSet" else _ROLLING
        return _bounded(view, kind, None, starting)
    fields = (policy.parallelism, policy.order, _pause(policy))
    said = (policy.origin, *[value.origin for value in fields if value is not None])
    if recreate:
        _say_order(policy, "its volume is free for the new Pod only when the old one has gone", findings)
        view = _recreated(held, said)
    elif kind == "StatefulSet":
        _say_order(policy, "a StatefulSet stops a Pod before it starts the next", findings)
        _say_parallelism(policy, findings)
        view = RolloutView(Located("RollingUpdate", Derived("update_config", said)))
    else:
        view = _rolling(policy, said, ports, findings)
    ready = None if policy.delay is None else seconds(policy.delay, "update_config.delay", findings)
    return _bounded(view, kind, ready, starting)


def _recreated(held: Origin | None, said: tuple[Origin, ...]) -> RolloutView:
    assert held is not None
    return RolloutView(Located("Recreate", Derived("one Pod at a time holds the volume", (held, *said))))


def _rolling(policy: UpdatePolicy, said: tuple[Origin, ...], ports: Origin | None, findings: Collector) -> RolloutView:
    count, origin = _batch(policy)
    first = policy.order is not None and policy.order.value == START_FIRST
    if first and ports is not None:
        _say_order(policy, "the new Pod needs the port of the node that the old one holds", findings)
        first = False
    none: Located[int | str] = Located(
        0, origin if policy.order is None else Derived("update_config.order", (policy.order.origin,))
    )
    amount = Located(count, origin)
    kind = Located("RollingUpdate", Derived("update_config", said))
    return RolloutView(kind, none, amount) if first else RolloutView(kind, amount, none)


def _batch(policy: UpdatePolicy) -> "tuple[int | str, Origin]":
    """How many Pods are replaced at a time, and where that was said."""
    if policy.parallelism is None:
        return 1, _DEFAULT
    return (policy.parallelism.value or "100%"), policy.parallelism.origin


def _bounded(view: RolloutView, kind: str, ready: Located[int] | None, starting: int) -> RolloutView:
    """The view with its times. A Deployment gives up after the deadline, which must leave room for all that is awaited."""
    if ready is None and starting == 0:
        return view
    waited = starting + (0 if ready is None else ready.value)
    deadline = None
    if kind == "Deployment" and (ready is not None or waited >= _DEADLINE):
        parents = () if ready is None else (ready.origin,)
        rule = f"{_DEADLINE} s of Kubernetes, and what is awaited"
        deadline = Located(_DEADLINE + waited, Derived(rule, (*parents, Default("time that the probes leave to start"))))
    return RolloutView(view.kind, view.unavailable, view.surge, ready, deadline)


def _pause(policy: UpdatePolicy) -> Located[str] | None:
    """`failure_action: pause` is what Kubernetes does: a rollout that fails stays where it is."""
    action = policy.failure_action
    return action if action is not None and action.value == "pause" else None


def _say_order(policy: UpdatePolicy, reason: str, findings: Collector) -> None:
    if policy.order is not None and policy.order.value == START_FIRST:
        findings.approximate(
            "T463",
            f"order start-first is not kept: {reason}",
            policy.order.origin,
            help="expect the service to pause during an update",
        )


def _say_parallelism(policy: UpdatePolicy, findings: Collector) -> None:
    if policy.parallelism is not None and policy.parallelism.value != 1:
        findings.approximate(
            "T463",
            "a StatefulSet replaces one Pod at a time, whatever parallelism says",
            policy.parallelism.origin,
            help="expect updates to take longer",
        )
