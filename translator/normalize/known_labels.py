"""Labels of Container Service that are known and have no counterpart in the output: what each one did, and what to do instead.

A label that is mapped has a module in `labels/`; a label here is refused with the code of its family, or ignored where its
value is what holds without it. A name whose meaning no source documents is refused as T320, never guessed. Facts: the label
overview (help page 26086) and the chapters of the Container Service (Swarm) user guide, the migration guide to ACK, and, for
names alone, the constants of the migration tool.
"""

import re
from collections.abc import Iterator
from functools import cache

from translator.model.record import dataclass

UNDOCUMENTED = "T320"
FOREIGN = ("custom.logs.", "com.docker.swarm.reschedule-policies")
"""How the labels of Container Service begin that do not begin with `aliyun.`."""


@dataclass(frozen=True, slots=True)
class KnownLabel:
    """A row. `key` may have one hole, `{name}`; `did` completes "it ...", `remedy` tells what to do.

    `unset` are the values, in lower case, with which the label changes nothing; `refused` is False where it has no part in
    the output whatever its value, and nothing is lost by that.
    """

    key: str
    code: str
    did: str
    remedy: str
    unset: frozenset[str] = frozenset()
    refused: bool = True

    @property
    def page(self) -> str:
        """The manual page of the label, under the headings of the mapped ones."""
        verdict = "refused" if self.refused else "ignored"
        return (
            f"{self.key}\n\nWhat it does\n    It {self.did}.\n"
            f"Maps to\n    Nothing: it is {verdict} as {self.code}. What to do: {self.remedy}.\n"
        )


_OFF = frozenset(("false", "0", "no", "off"))
_SCALING = (
    "scale by processor time or memory (aliyun.auto_scaling.max_cpu), or install a metrics adapter that knows the traffic and "
    "write the HorizontalPodAutoscaler by hand"
)
_HAPROXY = "find the annotation of the Ingress controller that does the same, and write it by hand; a probe checks the service"
_MONITOR = "let the cluster's monitoring collect the figures, for Prometheus by a ServiceMonitor or scrape annotations"
_ASK = "find out what the label was meant to do and write the Kubernetes field for it; then remove the label"

_ROWS: tuple[KnownLabel, ...] = (
    KnownLabel(
        "aliyun.proxy.HSTS_MAX_AGE",
        "T347",
        "had browsers remember for so many seconds to use https",
        "set hsts-max-age in the ConfigMap of the Ingress controller, which holds for all its hosts",
    ),
    *(
        KnownLabel(f"aliyun.proxy.{name}", "T347", "was passed on to HAProxy as it is", _HAPROXY)
        for name in ("HEALTH_CHECK", "HTTP_CHECK", "OPTION", "EXTRA_SETTINGS", "EXTRA_ROUTE_SETTINGS")
    ),
    KnownLabel(
        "aliyun.log.timestamp",
        "T327",
        "put the time before each line of the log",
        "remove it: the collector of Kubernetes leaves lines as they are and keeps the time in a field of its own",
        _OFF,  # lines are collected as they were written
        refused=False,
    ),
    *(
        KnownLabel(f"aliyun.auto_scaling.{name}", "T329", did, _SCALING)
        for name, did in (
            ("max_internetInRate", "added containers above so many bytes received in a second"),
            ("min_internetInRate", "took containers away below so many bytes received in a second"),
            ("max_internetOutRate", "added containers above so many bytes sent in a second"),
            ("min_internetOutRate", "took containers away below so many bytes sent in a second"),
        )
    ),
    KnownLabel("aliyun.auto.scaling.min_internetOutRate", "T329", "took containers away below a rate of bytes sent", _SCALING),
    KnownLabel(
        "aliyun.monitoring.script", "T330", "ran a command each minute and stored the figures that it printed", _MONITOR
    ),
    KnownLabel(
        "com.docker.swarm.reschedule-policies",
        "T333",
        "moved containers away from a failed node",
        "remove it: Kubernetes replaces the Pods of a failed node by itself, after five minutes by default",
        refused=False,
    ),
    KnownLabel(
        "aliyun.reschedule",
        "T333",
        "is a label of nodes, not of services: such a node could be emptied when the cluster shrank",
        "remove it; the annotation cluster-autoscaler.kubernetes.io/safe-to-evict keeps a Pod where it is when nodes go",
        refused=False,
    ),
    *(
        KnownLabel(name, UNDOCUMENTED, "is a name without a documented meaning", _ASK)
        for name in (
            "aliyun.parallelism",
            "aliyun.run_once",
            "aliyun.log_project",
            "aliyun.vip.port_{port}",
            "aliyun.routing.weight",
            "aliyun.routing.ssl_cert",
            "aliyun.routing.extra_setting",
            "aliyun.routing.timeout_setting",
            "aliyun.routing.worker",
            "aliyun.auto_scaling.period",
            "aliyun.monitoring.conf",
            "aliyun.monitoring.reload",
            "aliyun.monitoring.tags",
            "aliyun.monitoring.format",
            "aliyun.monitoring.interval",
            "aliyun.monitoring.addon.influxdb",
            "aliyun.monitoring.addon.influxdb_retention_policy",
            "aliyun.monitoring.addon.prometheus",
        )
    ),
)


def rows() -> Iterator[KnownLabel]:
    """Every row, in the order of the user guide."""
    return iter(_ROWS)


@cache
def find(key: str) -> KnownLabel | None:
    """The row of a label as written (`aliyun.log_ttl_access`) or as in the table; None where it is not known."""
    exact = _exact().get(key)
    if exact is not None:
        return exact
    return next((row for pattern, row in _holes() if pattern.fullmatch(key)), None)


@cache
def _exact() -> dict[str, KnownLabel]:
    return {row.key: row for row in _ROWS}


@cache
def _holes() -> tuple[tuple[re.Pattern[str], KnownLabel], ...]:
    return tuple((re.compile(re.escape(row.key.partition("{")[0]) + r"\S+"), row) for row in _ROWS if row.key.endswith("}"))
