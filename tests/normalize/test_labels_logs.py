"""Labels of logs beside aliyun.log_store_NAME: how long, the older form, and those of log-pilot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import Reading, label, read, unaccounted
from translator.model.finding import Verdict


def stores(reading: Reading) -> list[tuple[str, str]]:
    """Name and target of each log."""
    return [(store.name.value, store.target.value) for store in reading.fields.get("log_stores", ())]


def test_how_long_a_log_is_kept() -> None:
    reading = read({"aliyun.log_store_access": "stdout", "aliyun.log_ttl_access": "30"})
    (store,) = reading.fields["log_stores"]
    assert (store.ttl.value, reading.findings) == (30, ())


@pytest.mark.parametrize("text", ["0", "366", "long", ""])
def test_days_that_are_refused(text: str) -> None:
    reading = read({"aliyun.log_store_a": "stdout", "aliyun.log_ttl_a": text})
    assert reading.fields["log_stores"][0].ttl is None
    assert reading.codes == ["T302"]


@pytest.mark.parametrize(
    "labels",
    [
        {"aliyun.log_ttl_b": "30", "aliyun.log_store_a": "stdout"},
        {"aliyun.logs.b.tags": "a=b", "aliyun.logs.a": "stdout"},
        {"custom.logs.b.format": "json"},
    ],
)
def test_settings_of_no_log(labels: dict[str, str]) -> None:
    reading = read(labels)
    assert [(f.code, f.verdict) for f in reading.findings] == [("T364", Verdict.IGNORED)]


def test_the_older_form_names_directories() -> None:
    reading = read({"aliyun.logs": "/var/log, /var/log/nginx/"})
    assert stores(reading) == [("web-log", "/var/log/*"), ("web-nginx", "/var/log/nginx/*")]
    assert {(f.code, f.verdict) for f in reading.findings} == {("T365", Verdict.APPROXIMATED)}


@pytest.mark.parametrize(("text", "code"), [("", "T302"), ("var/log", "T302"), ("/", "T302"), ("/a/../b", "T302")])
def test_directories_that_are_refused(text: str, code: str) -> None:
    reading = read({"aliyun.logs": text})
    assert (stores(reading), reading.codes) == ([], [code])


@pytest.mark.parametrize("prefix", ["aliyun.logs.", "custom.logs."])
def test_log_pilot(prefix: str) -> None:
    reading = read(
        {
            f"{prefix}busybox": "/a/*.log",
            f"{prefix}busybox.tags": "stage=test,app=busybox",
            f"{prefix}busybox.format": "json",
            f"{prefix}busybox.target": "web-logs",
        }
    )
    (store,) = reading.fields["log_stores"]
    assert (store.name.value, store.target.value) == ("busybox", "/a/*.log")
    assert [(key, value.value) for key, value in store.tags] == [("app", "busybox"), ("stage", "test")]
    assert (store.format.value, store.destination.value) == ("json", "web-logs")
    assert (reading.findings, reading.fields["labels"]) == ((), ())


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("format", "xml", "T302"),
        ("tags", "app", "T302"),
        ("tags", "", "T302"),
        ("target", "Capital", "T302"),
        ("format.pattern", "(?<a>.*)", "T366"),
        ("format.time_format", "%Y", "T366"),
        ("colour", "red", "T303"),
    ],
)
def test_settings_that_are_refused(setting: str, value: str, code: str) -> None:
    reading = read({"aliyun.logs.a": "stdout", f"aliyun.logs.a.{setting}": value})
    assert [(f.code, f.verdict) for f in reading.findings] == [(code, Verdict.REFUSED)]


def test_logs_of_both_kinds_cannot_share_a_directory() -> None:
    reading = read({"aliyun.log_store_a": "/x/a.log", "aliyun.logs.b": "/x/b.log"})
    assert stores(reading) == [("a", "/x/a.log")]
    assert reading.findings[0].message == 'aliyun.logs.b shares the directory "/x" with aliyun.log_store_a'


@given(
    st.sampled_from(["aliyun.logs", "aliyun.logs.a", "aliyun.logs.a.tags", "custom.logs.", "aliyun.log_ttl_a"]),
    st.text(max_size=30),
)
def test_any_value_is_mapped_or_has_a_finding(key: str, value: str) -> None:
    one = label(key, value)
    assert unaccounted(read(more=(one,)), one) == []
