"""aliyun.scale and aliyun.global: how many containers, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import label, read, source, unaccounted
from translator.model.finding import Verdict
from translator.model.origin import Derived, Located, Origin, sources


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("0", 0), (" 2 ", 2), ("007", 7), ("2147483647", 2147483647)])
def test_scale_is_the_number_of_containers(text: str, number: int) -> None:
    reading = read({"aliyun.scale": text})
    assert reading.value("replicas") == number
    assert reading.findings == ()
    assert reading.fields["labels"] == ()


@pytest.mark.parametrize("text", ["", "three", "-1", "1.5", "1e3", "0x10", "1_000", "2147483648", "9" * 5000, "٣", "1 2"])
def test_scale_refuses(text: str) -> None:
    reading = read({"aliyun.scale": text})
    assert reading.value("replicas") is None
    assert reading.codes == ["T302"]
    assert reading.findings[0].verdict is Verdict.REFUSED
    assert reading.findings[0].message.startswith("aliyun.scale must be an integer from 0, not ")
    assert reading.findings[0].help == 'write it like aliyun.scale: "3"'


def test_the_message_of_a_bad_scale() -> None:
    assert read({"aliyun.scale": "three"}).findings[0].message == 'aliyun.scale must be an integer from 0, not "three"'


def test_a_bad_scale_leaves_deploy_replicas_alone() -> None:
    reading = read({"aliyun.scale": "x"}, replicas=Located(4, source("deploy", "replicas")))
    assert reading.value("replicas") == 4


def test_scale_wins_over_deploy_replicas() -> None:
    reading = read({"aliyun.scale": "3"}, replicas=Located(2, source("deploy", "replicas")))
    assert reading.value("replicas") == 3
    assert [(f.code, f.verdict, f.source) for f in reading.findings] == [
        ("T305", Verdict.IGNORED, source("deploy", "replicas")),
    ]


def test_scale_and_equal_deploy_replicas_are_both_mapped() -> None:
    reading = read({"aliyun.scale": "3"}, replicas=Located(3, source("deploy", "replicas")))
    assert reading.findings == ()
    assert {place.path for place in sources(reading.fields["replicas"].origin)} == {
        source("labels", "aliyun.scale").path,
        source("deploy", "replicas").path,
    }


@pytest.mark.parametrize("text", ["true", "True", "TRUE", "yes", "on", " true "])
def test_global_runs_one_on_every_node(text: str) -> None:
    reading = read({"aliyun.global": text})
    assert reading.value("mode") == "global"
    assert reading.findings == ()


@pytest.mark.parametrize("text", ["false", "False", "no"])
def test_global_false_changes_nothing(text: str) -> None:
    reading = read({"aliyun.global": text}, mode=Located("replicated", source("deploy", "mode")))
    assert reading.value("mode") == "replicated"
    assert [(f.code, f.verdict) for f in reading.findings] == [("T304", Verdict.IGNORED)]


@pytest.mark.parametrize("text", ["", "maybe", "2", "truee", "null"])
def test_global_refuses(text: str) -> None:
    reading = read({"aliyun.global": text})
    assert reading.value("mode") is None
    assert reading.codes == ["T302"]
    assert reading.findings[0].help == 'write it like aliyun.global: "true"'


def test_global_wins_over_scale() -> None:
    reading = read({"aliyun.global": "true", "aliyun.scale": "3"})
    assert reading.value("mode") == "global"
    assert reading.value("replicas") is None
    assert [(f.code, f.verdict, f.source) for f in reading.findings] == [
        ("T305", Verdict.IGNORED, source("labels", "aliyun.scale")),
    ]


def test_deploy_mode_global_wins_over_scale_too() -> None:
    reading = read({"aliyun.scale": "3"}, mode=Located("global", source("deploy", "mode")))
    assert reading.value("replicas") is None
    assert reading.codes == ["T305"]


def test_global_refused_leaves_scale() -> None:
    reading = read({"aliyun.global": "perhaps", "aliyun.scale": "3"})
    assert reading.value("replicas") == 3


@pytest.mark.parametrize("origin", [source("deploy", "replicas"), Derived("interpolation", (source("deploy", "replicas"),))])
def test_a_scale_refused_beside_global_leaves_deploy_replicas_to_render(origin: Origin) -> None:
    reading = read({"aliyun.global": "true", "aliyun.scale": "x"}, replicas=Located(2, origin))
    assert reading.value("replicas") == 2
    assert reading.codes == ["T302"]


def test_global_wins_over_deploy_mode_replicated() -> None:
    reading = read({"aliyun.global": "true"}, mode=Located("replicated", source("deploy", "mode")))
    assert reading.value("mode") == "global"
    assert [(f.code, f.verdict, f.source) for f in reading.findings] == [("T305", Verdict.IGNORED, source("deploy", "mode"))]


def test_global_and_deploy_mode_global_are_both_mapped() -> None:
    reading = read({"aliyun.global": "true"}, mode=Located("global", source("deploy", "mode")))
    assert reading.findings == ()
    assert len(list(sources(reading.fields["mode"].origin))) == 2


@pytest.mark.parametrize("mode", ["replicated-job", "global-job"])
def test_global_contradicts_jobs(mode: str) -> None:
    reading = read({"aliyun.global": "true"}, mode=Located(mode, source("deploy", "mode")))
    assert reading.value("mode") == mode
    assert [(f.code, f.verdict) for f in reading.findings] == [("T307", Verdict.REFUSED)]


@pytest.mark.parametrize(("text", "found"), [(" 3\t\n", 3), ("3\x1f", None), ("\x85" + "3", None)])
def test_blanks_around_it_do_not_matter_and_control_characters_do(text: str, found: int | None) -> None:
    assert read(more=(label("aliyun.scale", text),)).value("replicas") == found


@given(st.text(max_size=40) | st.integers().map(str))
def test_any_scale_is_mapped_or_refused_with_an_example(text: str) -> None:
    one = label("aliyun.scale", text)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    if reading.value("replicas") is None:
        assert reading.codes == ["T302"]
        assert "aliyun.scale" in reading.findings[0].message
        assert reading.findings[0].help
    else:
        assert 0 <= reading.value("replicas") < 2**31
        assert int(text) == reading.value("replicas")


@given(st.text(max_size=12))
def test_any_global_is_mapped_ignored_or_refused(text: str) -> None:
    one = label("aliyun.global", text)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    assert (reading.value("mode") == "global") == (text.strip().lower() in ("true", "yes", "on", "y"))
