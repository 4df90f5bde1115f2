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
    "T347": [
        "aliyun.proxy.HSTS_MAX_AGE",
        "aliyun.proxy.HEALTH_CHECK",
        "aliyun.proxy.HTTP_CHECK",
        "aliyun.proxy.OPTION",
        "aliyun.proxy.EXTRA_SETTINGS",
        "aliyun.proxy.EXTRA_ROUTE_SETTINGS",
    ],
    "T329": [
        "aliyun.auto_scaling.max_internetInRate",
        "aliyun.auto_scaling.min_internetInRate",
        "aliyun.auto_scaling.max_internetOutRate",
        "aliyun.auto_scaling.min_internetOutRate",
        "aliyun.auto.scaling.min_internetOutRate",
    ],
    "T330": [
        "aliyun.monitoring.script",
    ],
}
KNOWN = {name: code for code, names in NAMES.items() for name in names}
UNSET = [
    ("aliyun.log.timestamp", "false"),
]


def test_known_labels_have_pages_and_strangers_have_none() -> None:
    assert "refused as T347" in (labels.page("aliyun.proxy.OPTION") or "")
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


@pytest.mark.parametrize(
    ("key", "value"),
    [("com.docker.swarm.reschedule-policies", '["on-node-failure"]'), ("aliyun.reschedule", "true")],
)
def test_rescheduling_needs_no_label(key: str, value: str) -> None:
    reading = read({key: value})
    assert [(f.code, f.verdict) for f in reading.findings] == [("T333", Verdict.IGNORED)]


def test_the_time_before_a_line_is_a_field_of_the_collector() -> None:
    reading = read({"aliyun.log.timestamp": "true"})
    assert [(f.code, f.verdict) for f in reading.findings] == [("T327", Verdict.IGNORED)]


def test_every_row_has_a_code_of_the_catalogue_and_a_remedy() -> None:
    for row in known_labels.rows():
        assert lookup(row.code).page
        assert row.remedy
        assert not row.remedy.endswith(".")
        assert known_labels.find(row.key) is row


def test_no_label_is_both_mapped_and_refused() -> None:
    assert len(set(labels.names())) == len(labels.names())
    assert not {row.key for row in known_labels.rows()} & set(labels.mapped())
