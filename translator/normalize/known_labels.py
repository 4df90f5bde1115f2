"""Labels of Container Service that are known and have no counterpart in the output: what each one did, and what to do instead.

A label that is mapped has a module in `labels/`; a label here is refused with the code of its family, or ignored where its
value is what holds without it. A name whose meaning no source documents is refused as T320, never guessed. Facts: the label
overview (help page 26086) and the chapters of the Container Service (Swarm) user guide, the migration guide to ACK, and, for
names alone, the constants of the migration tool.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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
_ROLLING = "write deploy.update_config (parallelism, order) for the service"
_SCALING = "write a HorizontalPodAutoscaler (autoscaling/v2) for the workload by hand"
_PROXY = "write an Ingress with the same hosts and paths, and a Service of type LoadBalancer for TCP ports, by hand"
_PILOT = "write an AliyunLogConfig by hand, or aliyun.log_store_NAME for logs that go to Log Service"
_BATCH = "write the work as a Job or a CronJob by hand, or deploy.mode: replicated-job"
_MONITOR = "let the cluster's monitoring collect the figures, for Prometheus by a ServiceMonitor or scrape annotations"
_TTL = "set the days of storage of the Logstore in Log Service, or aliyun_logs_NAME_ttl in the service's environment"
_ASK = "find out what the label was meant to do and write the Kubernetes field for it; then remove the label"

_ROWS: tuple[KnownLabel, ...] = (
    KnownLabel(
        "aliyun.rolling_updates", "T321", "updated container after container, each once the one before ran", _ROLLING, _OFF
    ),
    KnownLabel(
        "aliyun.rolling_updates.parallelism", "T321", "said how many containers a rolling update replaces at once", _ROLLING
    ),
    KnownLabel(
        "aliyun.latest_image",
        "T322",
        "pulled the image at each deployment, even under a tag that the node had",
        "name the image by digest or by a new tag for each release, or set imagePullPolicy: Always by hand",
        _OFF,
    ),
    KnownLabel(
        "aliyun.depends",
        "T323",
        "held the start until the services named were ready",
        "write depends_on with condition: service_healthy for each of them",
    ),
    KnownLabel(
        "aliyun.routing.session_sticky",
        "T324",
        "kept a client, by a cookie, at the container that answered first",
        "set the annotation of the Ingress controller for cookie affinity, as nginx.ingress.kubernetes.io/affinity: cookie",
        _OFF,
    ),
    KnownLabel(
        "aliyun.lb.port_{port}",
        "T325",
        "made a load balancer instance (SLB) listen for a container port",
        "write a Service of type LoadBalancer with the instance's id in its annotations by hand, or exposure.services in "
        "translator.yaml for a new instance",
    ),
    KnownLabel("aliyun.addon", "T326", "gave the container the certificates of the cluster's own services", _PROXY),
    KnownLabel("aliyun.custom_addon", "T326", "made the container the cluster's custom proxy", _PROXY),
    KnownLabel("aliyun.proxy.{setting}", "T326", "configured the custom proxy (acs/proxy, HAProxy) for this service", _PROXY),
    KnownLabel("aliyun.log_ttl_{name}", "T327", "said for how many days Log Service keeps the log NAME", _TTL),
    KnownLabel(
        "aliyun.log.timestamp",
        "T327",
        "put the time before each line of the log",
        "let those who read the log take the time from the collector's own field, or let the application write it",
        _OFF,  # lines are collected as they were written
    ),
    KnownLabel("aliyun.logs", "T328", "collected the logs in the directories named", _PILOT),
    KnownLabel("aliyun.logs.{name}", "T328", "let log-pilot collect a log, or described its format or tags", _PILOT),
    KnownLabel("custom.logs.{name}", "T328", "let log-pilot, under another prefix, collect a log", _PILOT),
    *(
        KnownLabel(f"aliyun.auto_scaling.{name}", "T329", did, _SCALING)
        for name, did in (
            ("max_cpu", "added containers above so many percent of processor time"),
            ("min_cpu", "took containers away below so many percent of processor time"),
            ("max_memory", "added containers above so many percent of memory"),
            ("min_memory", "took containers away below so many percent of memory"),
            ("max_internetInRate", "added containers above so many bytes received in a second"),
            ("min_internetInRate", "took containers away below so many bytes received in a second"),
            ("max_internetOutRate", "added containers above so many bytes sent in a second"),
            ("min_internetOutRate", "took containers away below so many bytes sent in a second"),
            ("step", "said how many containers one scaling action adds or takes away"),
            ("max_instances", "said how many containers scaling may reach"),
            ("min_instances", "said how few containers scaling may leave"),
        )
    ),
    KnownLabel("aliyun.auto.scaling.min_internetOutRate", "T329", "took containers away below a rate of bytes sent", _SCALING),
    KnownLabel(
        "aliyun.monitoring.script", "T330", "ran a command each minute and stored the figures that it printed", _MONITOR
    ),
    KnownLabel("aliyun.monitoring.http", "T330", "collected figures from an HTTP address of the container", _MONITOR),
    KnownLabel(
        "aliyun.gpu",
        "T331",
        "reserved so many graphics processors for each container",
        "set the limit nvidia.com/gpu on the container by hand",
        frozenset(("0",)),
    ),
    KnownLabel("aliyun.project_type", "T332", "made the application a batch of work that runs to its end", _BATCH),
    KnownLabel("aliyun.schedule", "T332", "ran the application at the times of a schedule, in Beijing time", _BATCH),
    KnownLabel("aliyun.retry_count", "T332", "said how often a failed container of a batch is tried again", _BATCH),
    KnownLabel("aliyun.remove_containers", "T332", "said which finished containers of a batch are deleted", _BATCH),
    KnownLabel(
        "com.docker.swarm.reschedule-policies",
        "T333",
        "moved containers away from a failed node",
        "remove it: Kubernetes replaces the Pods of a failed node by itself, after five minutes by default",
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
