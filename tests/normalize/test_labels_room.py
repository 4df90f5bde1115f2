"""The room of the labels: how modules are found, their pages, and what happens to every label of Container Service."""

import pkgutil
import subprocess
import sys
from importlib import import_module
from types import NoneType
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import label, read, source, unaccounted
from translator.model.container import Label
from translator.model.finding import Verdict
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.stack import Dialect
from translator.normalize import labels

MODULES = sorted(module.name for module in pkgutil.iter_modules(labels.__path__))
HEADINGS = ["What it does", "Maps to", "Grammar", "Differs from Swarm", "Source"]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_named_after_its_label_and_fits_its_field(name: str) -> None:
    found = import_module(f"{labels.__name__}.{name}")
    before, hole, _ = found.KEY.partition("{")
    assert before.removeprefix("aliyun.").rstrip("._").replace(".", "_").lower() == name.rstrip("_")
    assert (labels.page(f"{before}80" if hole else before) or "").startswith(f"{found.KEY}\n")
    of_field = get_type_hints(Service)[found.FIELD]
    hints = get_type_hints(found.read)
    assert hints.pop("return") == of_field
    assert list(hints.values())[:3] == [Label, Located[str] | NoneType, of_field]


@pytest.mark.parametrize("key", labels.mapped())
def test_a_page_has_a_first_sentence_and_the_fixed_headings(key: str) -> None:
    lines = (labels.page(key) or "").splitlines()
    assert lines[0] == key
    assert lines[2].endswith(".")
    assert [line for line in lines[3:] if line and not line.startswith(" ")] == HEADINGS


@pytest.mark.parametrize(
    ("key", "first"),
    [("aliyun.routing.port_80", "aliyun.routing.port_{port}"), ("aliyun.log_store_x", "aliyun.log_store_{name}")],
)
def test_a_page_is_found_by_a_label_as_written(key: str, first: str) -> None:
    assert (labels.page(key) or "").startswith(first + "\n")


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("aliyun.scal", "aliyun.scale"),
        ("aliyun.Scale", "aliyun.scale"),
        ("aliyun.SCALE", "aliyun.scale"),
        ("Aliyun.Routing.Port_80", "aliyun.routing.port_{port}"),
        ("ALIYUN.GLOBAL", "aliyun.global"),
        ("aliyun.session_sticky", "aliyun.routing.session_sticky"),
        ("aliyun.routing.prot_80", "aliyun.routing.port_{port}"),
        ("aliyun.routing.port80", "aliyun.routing.port_{port}"),
        ("aliyun.probe_url", "aliyun.probe.url"),
        ("aliyun.log.store_access", "aliyun.log_store_{name}"),
        ("aliyun.probe.timeout", "aliyun.probe.timeout_seconds"),
        ("aliyun.lb.prot_80", "aliyun.lb.port_{port}"),
        ("aliyun.lastest_image", "aliyun.latest_image"),
    ],
)
def test_unknown_labels_name_the_nearest(key: str, nearest: str) -> None:
    reading = read({key: "x"})
    assert [(f.code, f.verdict, f.help) for f in reading.findings] == [("T301", Verdict.REFUSED, f"did you mean {nearest}?")]


@pytest.mark.parametrize(
    "key", ["aliyun.", "aliyun.zzzzzzzzzzzzzzz", "aliyun.scale.", "aliyun.scale_x", "aliyun..scale", "aliyun.__init__"]
)
def test_names_that_are_none(key: str) -> None:
    assert read({key: "1"}).codes == ["T301"]


def test_an_unknown_label_is_shown_on_one_line() -> None:
    assert "\n" not in read({"aliyun.a\nb": "1"}).findings[0].message


def test_other_labels_stay() -> None:
    reading = read({"aliyun.scale": "2", "traefik.enable": "true", "aliyunx": "1"}, deploy={"com.example": "x"})
    assert [one.key.value for one in reading.fields["labels"]] == ["traefik.enable", "aliyunx"]
    assert [one.key.value for one in reading.fields["deploy_labels"]] == ["com.example"]


def test_labels_of_deploy_count_too() -> None:
    reading = read(deploy={"aliyun.scale": "2"})
    assert (reading.value("replicas"), reading.fields["deploy_labels"], reading.findings) == (2, (), ())


def test_the_same_label_twice_with_one_value_is_mapped_from_both_places() -> None:
    reading = read({"aliyun.scale": "2"}, deploy={"aliyun.scale": "2"})
    assert reading.value("replicas") == 2
    assert reading.findings == ()
    both = label("aliyun.scale", "2"), label("aliyun.scale", "2", below=("deploy", "labels"))
    assert unaccounted(reading, *both) == []


def test_the_same_label_twice_with_two_values_is_refused_at_both_places() -> None:
    reading = read({"aliyun.scale": "2"}, deploy={"aliyun.scale": "3"})
    assert reading.value("replicas") is None
    assert [(f.code, f.verdict, f.source) for f in reading.findings] == [
        ("T307", Verdict.REFUSED, source("labels", "aliyun.scale")),
        ("T307", Verdict.REFUSED, source("deploy", "labels", "aliyun.scale")),
    ]


@pytest.mark.parametrize("dialect", [Dialect.COMPOSE, Dialect.SWARM])
def test_in_another_dialect_the_labels_are_ignored_with_that_reason(dialect: Dialect) -> None:
    reading = read({"aliyun.scale": "2", "custom.logs.x": "stdout", "a": "b"}, dialect=dialect)
    assert reading.value("replicas") is None
    assert [one.key.value for one in reading.fields["labels"]] == ["custom.logs.x", "a"]
    assert [(f.code, f.verdict) for f in reading.findings] == [("T306", Verdict.IGNORED)]


@pytest.mark.parametrize(
    "key", ["aliyun.scale", "aliyun.probe.url", "aliyun.routing.port_80", "aliyun.log_store_a", "aliyun.global"]
)
def test_what_a_variable_gave_is_not_shown(key: str) -> None:
    origin = Derived("interpolation", (source("labels", key), source("environment", "PASSWORD")))
    reading = read(more=(label(key, "ftp://hunter2:1", origin=origin),))
    assert reading.codes == ["T302"]
    assert "hunter2" not in reading.said
    assert "not what its variables gave" in reading.said


def test_the_order_in_which_labels_are_written_does_not_show() -> None:
    written = {
        "aliyun.probe.url": "http://container",
        "aliyun.global": "false",
        "aliyun.routing.port_80": "a.com",
        "aliyun.routing.port_81": "a.com;b.com",
        "aliyun.log_store_b": "/x/b.log",
        "aliyun.log_store_a": "/x/a.log",
        "aliyun.scale": "x",
    }
    forward, backward = read(written), read(dict(reversed(written.items())))
    assert {key: value for key, value in forward.fields.items() if key != "labels"} == {
        key: value for key, value in backward.fields.items() if key != "labels"
    }
    assert set(forward.findings) == set(backward.findings)


def test_only_the_modules_of_labels_that_occur_are_imported() -> None:
    program = (
        "import sys; from tests.normalize.labelled import read; read({'aliyun.scale': '1', 'a': 'b'}); "
        "print(*sorted(name for name in sys.modules if name.startswith('translator.normalize.labels.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["translator.normalize.labels.scale"]


@given(st.text(max_size=30).map(lambda name: "aliyun." + name) | st.sampled_from(labels.names()), st.text(max_size=30))
def test_any_label_is_mapped_or_has_a_finding_at_its_place(key: str, value: str) -> None:
    one = label(key, value)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    assert all(finding.source == source("labels", key) for finding in reading.findings)
    assert reading.fields["labels"] == ()
