"""HorizontalPodAutoscalers: what they count, who owns the number of Pods, and what is told of it."""

from pathlib import Path

import pytest

from tests.render.labelled import labelled
from translator.model.finding import Verdict

SCALED = {"aliyun.auto_scaling.max_cpu": "80", "aliyun.auto_scaling.min_cpu": "20"}


def test_an_autoscaler_owns_the_replicas(tmp_path: Path) -> None:
    labels = {**SCALED, "aliyun.auto_scaling.min_instances": "2", "aliyun.auto_scaling.max_instances": "6"}
    made = labelled(tmp_path, {**labels, "aliyun.auto_scaling.step": "2", "aliyun.scale": "3"}, "cpu_shares: 100")
    assert "replicas" not in made.spec("Deployment", "web")
    assert made.spec("HorizontalPodAutoscaler", "web") == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "minReplicas": 2,
        "maxReplicas": 6,
        "metrics": [
            {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}
        ],
        "behavior": {
            direction: {
                "stabilizationWindowSeconds": 180,
                "selectPolicy": "Max",
                "policies": [{"type": "Pods", "value": 2, "periodSeconds": 60}],
            }
            for direction in ("scaleUp", "scaleDown")
        },
    }
    assert made.verdict("T373") == {Verdict.APPROXIMATED}
    assert made.verdict("T387") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize("labels", [{}, {"aliyun.auto_scaling.min_memory": "0"}])
def test_without_a_lower_bound_nothing_is_taken_away(tmp_path: Path, labels: dict[str, str]) -> None:
    made = labelled(tmp_path, {"aliyun.auto_scaling.max_memory": "90", **labels}, "mem_limit: 64m")
    spec = made.spec("HorizontalPodAutoscaler", "web")
    assert (spec["minReplicas"], spec["maxReplicas"]) == (1, 10)
    assert spec["behavior"]["scaleDown"] == {"selectPolicy": "Disabled"}
    assert made.verdict("T373") == set()


def test_scaling_without_a_request_is_refused(tmp_path: Path) -> None:
    made = labelled(tmp_path, SCALED)
    assert ("HorizontalPodAutoscaler", "web") not in made.manifests
    assert made.spec("Deployment", "web")["replicas"] == 1
    assert made.verdict("T372") == {Verdict.REFUSED}


def test_a_default_request_lets_it_scale(tmp_path: Path) -> None:
    made = labelled(tmp_path, SCALED, configuration="resources: {cpu_request: 100m}")
    assert ("HorizontalPodAutoscaler", "web") in made.manifests


@pytest.mark.parametrize(
    "labels",
    [
        {"aliyun.auto_scaling.max_cpu": "30", "aliyun.auto_scaling.min_cpu": "30"},
        {**SCALED, "aliyun.auto_scaling.min_instances": "11"},
        {**SCALED, "aliyun.auto_scaling.min_instances": "3", "aliyun.auto_scaling.max_instances": "2"},
    ],
)
def test_bounds_that_contradict_each_other(tmp_path: Path, labels: dict[str, str]) -> None:
    made = labelled(tmp_path, labels, "cpu_shares: 50")
    assert ("HorizontalPodAutoscaler", "web") not in made.manifests
    assert made.verdict("T375") == {Verdict.REFUSED}


@pytest.mark.parametrize(("key", "verdicts"), [("cpu_shares: 50", set()), ("", {Verdict.APPROXIMATED})])
def test_a_percentage_of_a_default_is_told(tmp_path: Path, key: str, verdicts: set[Verdict]) -> None:
    made = labelled(tmp_path, SCALED, key, configuration="resources: {cpu_request: 100m}")
    assert ("HorizontalPodAutoscaler", "web") in made.manifests
    assert made.verdict("T390") == verdicts


@pytest.mark.parametrize(("scale", "code"), [("1", "T374"), ("2", "T387"), ("10", "T387"), ("11", "T389")])
def test_fewer_containers_than_before_are_told(tmp_path: Path, scale: str, code: str) -> None:
    """Container Service user guide: max_instances is 10 unless written."""
    made = labelled(tmp_path, {"aliyun.scale": scale, "aliyun.auto_scaling.max_cpu": "80"}, "cpu_shares: 50")
    assert made.spec("HorizontalPodAutoscaler", "web")["maxReplicas"] == 10
    assert "replicas" not in made.spec("Deployment", "web")
    assert {one.code for one in made.findings if one.code in ("T374", "T387", "T389")} == {code}


@pytest.mark.parametrize("labels", [{**SCALED, "aliyun.global": "true"}, {"aliyun.auto_scaling.step": "2"}])
def test_what_nothing_scales(tmp_path: Path, labels: dict[str, str]) -> None:
    made = labelled(tmp_path, labels, "cpu_shares: 50")
    assert ("HorizontalPodAutoscaler", "web") not in made.manifests
    assert made.verdict("T374") == {Verdict.IGNORED}
