"""Labels of batches: kind, schedule, tries and removal; and the labels at the top of a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import label, read, unaccounted
from tests.normalize.trees import normalized, project, refusals
from translator.model.finding import Verdict
from translator.model.stack import Dialect
from translator.model.values import CronSchedule
from translator.normalize.grammar import cron

BATCH = {"aliyun.project_type": "batch"}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("0 30 3 * * *", ("0", "30", "3", "*", "*", "*")),
        ("0-59/30 * * * * *", ("0-59/30", "*", "*", "*", "*", "*")),
        ("0 0 12 1,15 1-6 ?", ("0", "0", "12", "1,15", "1-6", "?")),
        ("  0 0 0 * * 7 ", ("0", "0", "0", "*", "*", "0")),
        ("0 0 0 * * 5-7", ("0", "0", "0", "*", "*", "5-6,0")),
        ("0 0 0 * * 1,6-7", ("0", "0", "0", "*", "*", "1,6,0")),
        ("0 0 9 * * MON", ("0", "0", "9", "*", "*", "MON")),
    ],
)
def test_schedules(text: str, fields: tuple[str, ...]) -> None:
    assert cron.parse(text) == CronSchedule(*fields)


@pytest.mark.parametrize(
    "text",
    ["", "* * * * *", "0 0 0 * * * *", "60 * * * * *", "0 60 * * * *", "0 0 24 * * *", "0 0 0 0 * *", "0 0 0 * 13 *", "@daily"],
)
def test_no_schedules(text: str) -> None:
    assert cron.parse(text) is None
    assert "T302" in read({"aliyun.schedule": text}).codes


def test_a_batch() -> None:
    reading = read({**BATCH, "aliyun.retry_count": "3", "aliyun.remove_containers": "remove-all"})
    batch = reading.fields["batch"]
    assert (batch.kind.value, batch.retries.value, batch.removal.value, batch.schedule) == ("batch", 3, "remove-all", None)
    assert reading.findings == ()


def test_a_schedule_implies_a_batch() -> None:
    reading = read({"aliyun.schedule": "0 30 3 * * *", "aliyun.retry_count": "1"})
    assert reading.fields["batch"].retries.value == 1
    assert reading.findings == ()


def test_outside_of_a_batch_its_labels_have_no_effect() -> None:
    reading = read({"aliyun.retry_count": "3", "aliyun.remove_containers": "remove-all"})
    assert reading.fields["batch"] is None
    assert [(f.code, f.verdict) for f in reading.findings] == [("T369", Verdict.IGNORED), ("T369", Verdict.IGNORED)]


@pytest.mark.parametrize(
    ("key", "value", "must"),
    [
        ("aliyun.project_type", "offline", "be the word batch"),
        ("aliyun.retry_count", "-1", "be an integer from 0"),
        ("aliyun.remove_containers", "remove-none", "be remove-finished, remove-failed or remove-all"),
    ],
)
def test_values_that_are_refused(key: str, value: str, must: str) -> None:
    finding = read({key: value}).findings[0]
    assert (finding.code, finding.message) == ("T302", f'{key} must {must}, not "{value}"')


def test_a_batch_on_every_node_is_a_contradiction() -> None:
    reading = read({**BATCH, "aliyun.global": "true"})
    assert reading.value("mode") is None
    assert [(f.code, f.verdict) for f in reading.findings] == [("T307", Verdict.REFUSED)]


def test_labels_at_the_top_hold_for_each_service() -> None:
    text = "labels: {aliyun.project_type: batch}\nservices: {a: {image: x}, b: {image: y, labels: {aliyun.retry_count: 2}}}"
    stack, findings = normalized(project(text, dialect=Dialect.ALIYUN))
    assert [service.batch is not None and service.batch.kind is not None for service in stack.services] == [True, True]
    assert findings == []


def test_other_labels_at_the_top() -> None:
    text = "labels: [aliyun.scale=2, team=web]\nservices: {a: {image: x}}"
    _, findings = normalized(project(text, dialect=Dialect.ALIYUN))
    assert [(f.code, f.verdict) for f in findings] == [("T368", Verdict.REFUSED), ("T206", Verdict.IGNORED)]


def test_docker_knows_no_labels_at_the_top() -> None:
    text = "labels: {aliyun.project_type: batch}\nservices: {a: {image: x}}"
    assert refusals(normalized(project(text, dialect=Dialect.COMPOSE))[1]) == ["T229"]


@given(
    st.sampled_from(["aliyun.project_type", "aliyun.schedule", "aliyun.retry_count", "aliyun.remove_containers"]),
    st.text(max_size=30) | st.lists(st.sampled_from(["*", "0", "7", "1-5", "*/2", "60", "?"]), max_size=7).map(" ".join),
)
def test_any_value_is_mapped_or_has_a_finding(key: str, value: str) -> None:
    one = label(key, value)
    assert unaccounted(read(more=(one,)), one) == []
