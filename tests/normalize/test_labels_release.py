"""Labels of updates, start order, images, graphics processors and figures: what each grammar takes, and what it says
otherwise."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import label, read, source, unaccounted
from translator.model.deploy import UpdatePolicy
from translator.model.finding import Verdict
from translator.model.health import Probe
from translator.model.origin import Located

REFUSED, IGNORED, APPROXIMATED = Verdict.REFUSED, Verdict.IGNORED, Verdict.APPROXIMATED
PROBE = {"aliyun.probe.url": "http://container"}


def policy(**values: Any) -> UpdatePolicy:
    """`deploy.update_config` as a file has it."""
    return UpdatePolicy(source("deploy", "update_config"), **values)


@pytest.mark.parametrize("text", ["true", "True", "yes", " on "])
def test_latest_image_pulls_always(text: str) -> None:
    reading = read({"aliyun.latest_image": text})
    assert (reading.value("pull_policy"), reading.findings) == ("always", ())


def test_latest_image_false_is_the_default() -> None:
    reading = read({"aliyun.latest_image": "false"})
    assert reading.value("pull_policy") is None
    assert reading.codes == ["T304"]


def test_latest_image_wins_over_the_pull_policy() -> None:
    reading = read({"aliyun.latest_image": "true"}, pull_policy=Located("missing", source("pull_policy")))
    assert reading.value("pull_policy") == "always"
    assert [(f.code, f.source) for f in reading.findings] == [("T305", source("pull_policy"))]


@pytest.mark.parametrize("key", ["aliyun.latest_image", "aliyun.rolling_updates"])
@pytest.mark.parametrize("text", ["", "maybe", "2"])
def test_a_switch_that_is_neither(key: str, text: str) -> None:
    reading = read({key: text})
    assert [(f.code, f.verdict, f.help) for f in reading.findings] == [("T302", REFUSED, f'write it like {key}: "true"')]


def test_a_rolling_update_takes_one_after_the_other() -> None:
    reading = read({"aliyun.rolling_updates": "true", "aliyun.scale": "3", **PROBE})
    found = reading.fields["update_config"]
    assert (found.parallelism, found.order, reading.findings) == (None, None, ())


def test_without_a_probe_a_rolling_update_is_said_to_be_blind() -> None:
    reading = read({"aliyun.rolling_updates": "true", "aliyun.scale": "3"})
    assert [(f.code, f.verdict) for f in reading.findings] == [("T360", None)]


@pytest.mark.parametrize("labels", [{"aliyun.scale": "1"}, {}, {"aliyun.scale": "3", **PROBE}])
def test_one_container_or_a_probe_makes_no_blind_update(labels: dict[str, str]) -> None:
    assert read({"aliyun.rolling_updates": "true", **labels}).codes == []


def test_parallelism_is_the_size_of_a_batch() -> None:
    reading = read({"aliyun.rolling_updates": "true", "aliyun.rolling_updates.parallelism": "2"})
    assert reading.fields["update_config"].parallelism.value == 2
    assert reading.findings == ()


@pytest.mark.parametrize("labels", [{}, {"aliyun.rolling_updates": "false"}])
def test_parallelism_alone_has_no_effect(labels: dict[str, str]) -> None:
    reading = read({**labels, "aliyun.rolling_updates.parallelism": "2"})
    assert reading.fields.get("update_config") is None
    assert "T361" in reading.codes


@pytest.mark.parametrize("text", ["0", "-1", "x", ""])
def test_an_invalid_parallelism_counts_as_one(text: str) -> None:
    reading = read({"aliyun.rolling_updates": "true", "aliyun.rolling_updates.parallelism": text})
    assert reading.fields["update_config"].parallelism.value == 1
    assert [(f.code, f.verdict) for f in reading.findings] == [("T362", APPROXIMATED)]


def test_parallelism_wins_over_deploy() -> None:
    written = policy(parallelism=Located(4, source("deploy", "update_config", "parallelism")))
    reading = read({"aliyun.rolling_updates": "true", "aliyun.rolling_updates.parallelism": "2"}, update_config=written)
    assert reading.fields["update_config"].parallelism.value == 2
    assert [(f.code, f.verdict) for f in reading.findings] == [("T305", IGNORED)]


def test_names_that_are_no_services_are_refused_one_by_one() -> None:
    reading = read({"aliyun.depends": "redis, web"})
    assert reading.fields["depends_on"] == ()
    assert [(f.code, f.verdict) for f in reading.findings] == [("T363", REFUSED), ("T363", REFUSED)]
    assert "aliyun.depends of web names itself" in reading.said
    assert 'names "redis", which is no service of the stack' in reading.said


@pytest.mark.parametrize("text", ["", " , "])
def test_depends_without_a_name(text: str) -> None:
    assert read({"aliyun.depends": text}).codes == ["T302"]


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("8", 8), (" 2 ", 2)])
def test_gpu(text: str, number: int) -> None:
    reading = read({"aliyun.gpu": text})
    assert (reading.value("gpu"), reading.findings) == (number, ())


def test_no_gpu_is_the_default() -> None:
    assert (read({"aliyun.gpu": "0"}).value("gpu"), read({"aliyun.gpu": "0"}).codes) == (None, ["T304"])


@pytest.mark.parametrize("text", ["-1", "half", ""])
def test_gpu_refuses(text: str) -> None:
    assert read({"aliyun.gpu": text}).codes == ["T302"]


@pytest.mark.parametrize(
    ("text", "port", "path"),
    [
        ("http://container:8080/metrics", 8080, "/metrics"),
        ("http://container/figures", 80, "/figures"),
        ("http://container:9100", 9100, "/metrics"),
    ],
)
def test_where_figures_are(text: str, port: int, path: str) -> None:
    reading = read({"aliyun.monitoring.http": text})
    found = reading.fields["monitoring"]
    assert (found.port.value, found.path.value, reading.findings) == (port, path, ())


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("https://container/x", "the scheme"),
        ("/metrics", "the scheme"),
        ("http://:80/x", "the host"),
        ("http://container:x", "the port"),
        ("http://container:0", "the port"),
        ("http://container/a b", "the path"),
    ],
)
def test_where_figures_cannot_be(text: str, part: str) -> None:
    reading = read({"aliyun.monitoring.http": text})
    assert reading.fields.get("monitoring") is None
    assert reading.codes == ["T302"]
    assert reading.findings[0].message.startswith(f"{part} of aliyun.monitoring.http must ")


SCALING = ["max_cpu", "min_cpu", "max_memory", "min_memory", "step", "max_instances", "min_instances"]


@pytest.mark.parametrize("name", SCALING)
def test_scaling(name: str) -> None:
    reading = read({f"aliyun.auto_scaling.{name}": "7"})
    assert getattr(reading.fields["auto_scaling"], name).value == 7
    assert reading.findings == ()


@pytest.mark.parametrize("name", SCALING)
@pytest.mark.parametrize("text", ["", "many", "-1", "1.5"])
def test_scaling_refuses(name: str, text: str) -> None:
    reading = read({f"aliyun.auto_scaling.{name}": text})
    assert reading.fields.get("auto_scaling") is None
    assert reading.codes == ["T302"]


@pytest.mark.parametrize(("name", "text"), [("max_cpu", "0"), ("max_cpu", "101"), ("min_memory", "101"), ("step", "0")])
def test_scaling_beyond_its_range(name: str, text: str) -> None:
    assert read({f"aliyun.auto_scaling.{name}": text}).codes == ["T302"]


def test_a_lower_bound_of_0_is_a_bound() -> None:
    assert read({"aliyun.auto_scaling.min_memory": "0"}).fields["auto_scaling"].min_memory.value == 0


KEYS = [
    "aliyun.latest_image",
    "aliyun.rolling_updates",
    "aliyun.rolling_updates.parallelism",
    "aliyun.depends",
    "aliyun.gpu",
    "aliyun.monitoring.http",
    *(f"aliyun.auto_scaling.{name}" for name in SCALING),
]


@given(st.sampled_from(KEYS), st.text(max_size=30) | st.integers().map(str) | st.sampled_from(["true", "false", "http://c:1/"]))
def test_any_value_is_mapped_or_has_a_finding(key: str, value: str) -> None:
    one = label(key, value)
    reading = read(more=(one,), probe=Probe())
    assert unaccounted(reading, one) == []
