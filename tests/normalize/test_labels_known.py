"""Labels that are known and not mapped: each name of the reference is refused, or ignored, with its own code."""

import pytest

from tests.normalize.labelled import label, read, source
from translator.model.finding import Verdict
from translator.normalize import known_labels, labels
from translator.report.catalogue import lookup

# Every other name of section A of the reference, by the code that it is refused with.
NAMES = {
    "T320": [
        "aliyun.parallelism",
        "aliyun.routing.weight",
        "aliyun.routing.ssl_cert",
        "aliyun.routing.extra_setting",
        "aliyun.routing.timeout_setting",
        "aliyun.routing.worker",
        "aliyun.vip.port_80",
        "aliyun.log_project",
        "aliyun.auto_scaling.period",
        "aliyun.monitoring.conf",
        "aliyun.monitoring.reload",
        "aliyun.monitoring.tags",
        "aliyun.monitoring.format",
        "aliyun.monitoring.interval",
        "aliyun.monitoring.addon.influxdb",
        "aliyun.monitoring.addon.influxdb_retention_policy",
        "aliyun.monitoring.addon.prometheus",
        "aliyun.run_once",
    ],
    "T321": [
        "aliyun.rolling_updates",
        "aliyun.rolling_updates.parallelism",
    ],
    "T322": [
        "aliyun.latest_image",
    ],
    "T323": [
        "aliyun.depends",
    ],
    "T324": [
        "aliyun.routing.session_sticky",
    ],
    "T325": [
        "aliyun.lb.port_80",
    ],
    "T326": [
        "aliyun.addon",
        "aliyun.custom_addon",
        "aliyun.proxy.VIRTUAL_HOST",
        "aliyun.proxy.VIRTUAL_HOST_WEIGHT",
        "aliyun.proxy.required",
        "aliyun.proxy.TCP_PORTS",
        "aliyun.proxy.COOKIE",
        "aliyun.proxy.APPSESSION",
        "aliyun.proxy.BALANCE",
        "aliyun.proxy.SSL_CERT",
        "aliyun.proxy.DEFAULT_SSL_CERT",
        "aliyun.proxy.FORCE_SSL",
        "aliyun.proxy.HSTS_MAX_AGE",
        "aliyun.proxy.GZIP_COMPRESSION_TYPE",
        "aliyun.proxy.EXCLUDE_PORTS",
        "aliyun.proxy.HEALTH_CHECK",
        "aliyun.proxy.HTTP_CHECK",
        "aliyun.proxy.OPTION",
        "aliyun.proxy.EXTRA_SETTINGS",
        "aliyun.proxy.EXTRA_ROUTE_SETTINGS",
    ],
    "T327": [
        "aliyun.log_ttl_access",
        "aliyun.log.timestamp",
    ],
    "T328": [
        "aliyun.logs",
        "aliyun.logs.catalina",
        "aliyun.logs.catalina.format",
        "aliyun.logs.catalina.format.time_format",
        "aliyun.logs.catalina.tags",
        "custom.logs.catalina",
    ],
    "T329": [
        "aliyun.auto_scaling.max_cpu",
        "aliyun.auto_scaling.min_cpu",
        "aliyun.auto_scaling.max_memory",
        "aliyun.auto_scaling.min_memory",
        "aliyun.auto_scaling.max_internetInRate",
        "aliyun.auto_scaling.min_internetInRate",
        "aliyun.auto_scaling.max_internetOutRate",
        "aliyun.auto_scaling.min_internetOutRate",
        "aliyun.auto_scaling.step",
        "aliyun.auto_scaling.max_instances",
        "aliyun.auto_scaling.min_instances",
        "aliyun.auto.scaling.min_internetOutRate",
    ],
    "T330": [
        "aliyun.monitoring.script",
        "aliyun.monitoring.http",
    ],
    "T331": [
        "aliyun.gpu",
    ],
    "T332": [
        "aliyun.project_type",
        "aliyun.schedule",
        "aliyun.retry_count",
        "aliyun.remove_containers",
    ],
}
KNOWN = {name: code for code, names in NAMES.items() for name in names}
UNSET = [
    ("aliyun.rolling_updates", "false"),
    ("aliyun.latest_image", "False"),
    ("aliyun.routing.session_sticky", "false"),
    ("aliyun.log.timestamp", "false"),
    ("aliyun.gpu", "0"),
]


def test_known_labels_have_pages_and_strangers_have_none() -> None:
    assert "refused as T325" in (labels.page("aliyun.lb.port_80") or "")
    assert "ignored as T333" in (labels.page("com.docker.swarm.reschedule-policies") or "")
    assert labels.page("aliyun.nonsense") is None
    assert labels.page("traefik.enable") is None


@pytest.mark.parametrize(("key", "code"), KNOWN.items())
def test_known_labels_are_refused_with_their_own_code(key: str, code: str) -> None:
    one = label(key, "hunter2")
    reading = read(more=(one,))
    assert [(f.code, f.verdict, f.source) for f in reading.findings] == [(code, Verdict.REFUSED, source("labels", key))]
    assert reading.findings[0].help
    assert "hunter2" not in reading.said
    assert reading.fields["labels"] == ()


@pytest.mark.parametrize(("key", "value"), UNSET)
def test_known_labels_that_change_nothing_are_ignored(key: str, value: str) -> None:
    assert [(f.code, f.verdict) for f in read({key: value}).findings] == [("T304", Verdict.IGNORED)]


def test_rescheduling_needs_no_label() -> None:
    reading = read({"com.docker.swarm.reschedule-policies": '["on-node-failure"]'})
    assert [(f.code, f.verdict) for f in reading.findings] == [("T333", Verdict.IGNORED)]


def test_every_row_has_a_code_of_the_catalogue_and_a_remedy() -> None:
    for row in known_labels.rows():
        assert lookup(row.code).page
        assert row.remedy
        assert not row.remedy.endswith(".")
        assert known_labels.find(row.key) is row


def test_no_label_is_both_mapped_and_refused() -> None:
    assert len(set(labels.names())) == len(labels.names())
    assert not {row.key for row in known_labels.rows()} & set(labels.mapped())
