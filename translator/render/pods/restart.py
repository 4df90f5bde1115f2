"""Restart: what happens when a container ends.

A Deployment, a StatefulSet and a DaemonSet always restart, whatever the exit status; the kubelet waits 10 s, then longer, up
to five minutes, and never gives up. So on-failure is approximated, and attempts, delay and window are said. A Job can restart
on failure a number of times, or never.
"""

from typing import Any

from translator.model.deploy import RestartPolicy
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.stack import Dialect
from translator.render.blueprint import Workload
from translator.report.collector import Collector

NEVER, FAILURE = "no", "on-failure"
_ALWAYS = Located("Always", Default("a workload that keeps running restarts its containers"))
_TRIES = Located(6, Default("Kubernetes' own limit; Docker would try without end"))


@dataclass(frozen=True, slots=True)
class RestartView:
    """`restartPolicy` of the Pod; `tries` is the `backoffLimit` of a Job, None for every other kind."""

    policy: Located[str]
    tries: Located[int] | None = None


_KEEPS_RUNNING = RestartView(_ALWAYS)


def restart(workload: Workload, dialect: Dialect, called: bool, findings: Collector) -> RestartView:
    """How the containers of a workload restart.

    Args:
        called: whether anything says that the service answers at a port.
    """
    service = workload.service
    policy = service.restart_policy or service.restart
    if service.restart_policy is not None and service.restart is not None:
        findings.ignore(
            "T462",
            f"deploy.restart_policy of {service.name.value} decides, so restart has no effect",
            service.restart.origin,
            help="remove restart",
        )
    if workload.kind.value in ("Job", "CronJob"):
        return _tried(service, _job(service, policy, dialect, findings))
    if policy is None:
        alone = workload.inside is None and not workload.companions
        if dialect is Dialect.COMPOSE and alone and not called and type(workload.kind.origin) is Default:
            _say_may_end(service, workload.kind.value, findings)
        return _KEEPS_RUNNING
    kind, condition = workload.kind.value, policy.condition
    if condition.value == FAILURE:
        _say(policy, f"a {kind} restarts its containers after success too, not only on failure", findings)
    elif condition.value == NEVER:
        _say(
            policy,
            f"a {kind} restarts its containers; {service.name.value} has ports, a health check or callers, so it is taken to "
            "keep running",
            findings,
            remedy=f"if it is to end: workloads: {{{service.name.value}: job}} in translator.yaml",
        )
    _say_tuning(policy, findings, attempts=True)
    origins = (policy.origin, condition.origin)
    return RestartView(Located("Always", Derived("workloads restart their containers", tuple(dict.fromkeys(origins)))))


def _say_may_end(service: Service, kind: str, findings: Collector) -> None:
    """What has a command, no port and no word of restarting is a worker, or a task that Docker lets end: a migration, say."""
    if service.healthcheck is not None or (service.command or service.entrypoint) is None:
        return
    name = service.name.value
    findings.add(
        "T460",
        f"{name} has neither restart nor a port: Docker would let it end, and a {kind} starts it again",
        service.name.origin,
        help=f"if it is to end: workloads: {{{name}: job}} in translator.yaml; {{{name}: deployment}} if not",
    )


def _job(service: Service, policy: RestartPolicy | None, dialect: Dialect, findings: Collector) -> RestartView:
    if policy is None:
        if dialect is Dialect.SWARM:
            return RestartView(Located("OnFailure", Default("Swarm restarts a job that fails")), _TRIES)
        default = Default("Docker does not restart a container unless told")
        return RestartView(Located("Never", default), Located(0, default))
    condition = policy.condition
    cause = Derived("restart of the Job", tuple(dict.fromkeys((policy.origin, condition.origin))))
    if condition.value == NEVER:
        _say_tuning(policy, findings, attempts=True)
        return RestartView(Located("Never", cause), Located(0, cause))
    if condition.value != FAILURE:
        _say(
            policy,
            f"{service.name.value} is a Job, which ends when its command succeeds, and restarts only on failure",
            findings,
        )
    _say_tuning(policy, findings, attempts=False)
    tries = policy.max_attempts
    bounded = tries is not None and tries.value > 0
    if not bounded and (service.batch is None or service.batch.retries is None):
        findings.approximate(
            "T461",
            f"{service.name.value} would be tried without end; the Job gives up after {_TRIES.value} failures",
            condition.origin if tries is None else tries.origin,
            help="write max_attempts" if service.batch is None else "write aliyun.retry_count",
        )
    return RestartView(Located("OnFailure", cause), tries if bounded else _TRIES)


def _tried(service: Service, view: RestartView) -> RestartView:
    """The view with the tries of a batch, `aliyun.retry_count`, which are new Pods."""
    if service.batch is None or service.batch.retries is None:
        return view
    return RestartView(view.policy, service.batch.retries)


def _say(
    policy: RestartPolicy, message: str, findings: Collector, *, remedy: str = "see that the program does not rest on it"
) -> None:
    findings.approximate("T460", message, policy.condition.origin, help=remedy)


def _say_tuning(policy: RestartPolicy, findings: Collector, *, attempts: bool) -> None:
    """Says what becomes of the numbers of a restart policy."""
    rows: list[tuple[str, Located[Any] | None]] = [("delay", policy.delay), ("window", policy.window)]
    if attempts:
        rows.insert(0, ("max_attempts", policy.max_attempts))
    for name, value in rows:
        if value is not None:
            findings.approximate(
                "T461",
                f"{name} of the restart policy has no counterpart: the kubelet restarts after 10 s, "
                "then ever later up to 5 minutes, without end",
                value.origin,
                help="watch the restart count of the Pods instead",
            )
