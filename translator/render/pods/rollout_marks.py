"""Rollout marks: what Swarm does in an update and Kubernetes does not, as annotations that `translator apply` heeds.

`monitor`, `failure_action` and `max_failure_ratio` of `update_config`, and all of `rollback_config`, have no field in a
Deployment: its controller waits while new Pods are not ready, whatever became of the rollout. Other programs that apply the
manifests leave the annotations alone, so each of them is said.
"""

from collections.abc import Iterator
from typing import Any

from translator.model.deploy import UpdatePolicy
from translator.model.origin import Default, Located
from translator.model.service import Service
from translator.model.values import Duration
from translator.render.cause import carrying
from translator.render.view import Pairs
from translator.report.collector import Collector

PREFIX = "rollout.translator/"
_NAMED = Default("annotations that translator apply heeds in a rollout")
_PAUSE = "pause"

_HELP = {
    "failure-action": "kubectl rollout undo brings the old version back, where another program applies",
    "monitor": "let the health check tell a broken version from a good one; minReadySeconds comes from delay",
    "max-failure-ratio": "let the health check tell a broken version from a good one",
}


def rollout_marks(service: Service, findings: Collector) -> Pairs:
    """The annotations of a service's workload, those of updates first."""
    marks: list[tuple[Located[str], Located[Any]]] = []
    if service.update_config is not None:
        policy = service.update_config
        watched = {
            "failure-action": policy.failure_action,
            "monitor": policy.monitor,
            "max-failure-ratio": policy.max_failure_ratio,
        }
        marks.extend(_marks("update", watched, findings))
    if service.rollback_config is not None:
        marks.extend(_marks("rollback", _all(service.rollback_config), findings))
    return tuple(marks)


def _all(policy: UpdatePolicy) -> dict[str, Located[Any] | None]:
    return {
        "delay": policy.delay,
        "failure-action": policy.failure_action,
        "max-failure-ratio": policy.max_failure_ratio,
        "monitor": policy.monitor,
        "order": policy.order,
        "parallelism": policy.parallelism,
    }


def _marks(
    kind: str, written: dict[str, Located[Any] | None], findings: Collector
) -> Iterator[tuple[Located[str], Located[Any]]]:
    for name in sorted(written):
        value = written[name]
        if value is None or (kind == "update" and value.value == _PAUSE):
            continue  # a rollout that fails stays where it is: what Kubernetes does is Swarm's pause
        text = _text(value.value)
        findings.approximate(
            "T463",
            f"{kind}_config.{name.replace('-', '_')} {text} is an annotation, which translator apply heeds and nothing else",
            value.origin,
            help=_HELP.get(name, "a rollback by other means goes as update_config says"),
        )
        yield Located(f"{PREFIX}{kind}-{name}", _NAMED), carrying(Located(text, value.origin), "a mark for apply")


def _text(value: Any) -> str:
    return f"{value.seconds:g}s" if isinstance(value, Duration) else f"{value:g}" if isinstance(value, float) else str(value)
