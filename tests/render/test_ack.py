"""Features of ACK that the configuration asks for: virtual nodes, sizes by the time of day, shared processors, figures."""

from pathlib import Path

import pytest

from tests.render.labelled import labelled
from translator.model.finding import Verdict

ONE = ("web", "Deployment")
SCALED = {"aliyun.auto_scaling.max_cpu": "80", "aliyun.auto_scaling.min_cpu": "20"}

ACK = """
ack:
  virtual_nodes: node
  insecure_registries: [harbor.example.com, "192.168.0.1:5000"]
  services:
    web: {annotations: {pod-eni: true}, cron_scaling: [{name: night, schedule: "0 0 22 * * *", size: 1}]}
    db: {virtual_nodes: label}
"""


def test_gpu_is_shared_by_the_configuration(tmp_path: Path) -> None:
    made = labelled(tmp_path, {"aliyun.gpu": "1"}, configuration="ack: {services: {web: {gpu_memory: 3}}}")
    assert made.container()["resources"] == {"limits": {"aliyun.com/gpu-mem": 3}}


def test_figures_are_for_prometheus_by_the_configuration(tmp_path: Path) -> None:
    labels = {"aliyun.monitoring.http": "http://container:9100/m"}
    made = labelled(tmp_path, labels, configuration="monitoring: prometheus")
    annotations = made.spec("Deployment", "web")["template"]["metadata"]["annotations"]
    assert annotations == {"prometheus.io/scrape": "true", "prometheus.io/port": "9100", "prometheus.io/path": "/m"}
    assert made.verdict("T385") == {Verdict.APPROXIMATED}
    assert labelled(tmp_path, labels).verdict("T330") == {Verdict.REFUSED}


@pytest.mark.parametrize(
    ("label", "configuration", "expected"),
    [
        ("prometheus.io/port", "monitoring: prometheus", "80"),
        ("k8s.aliyun.com/pod-eni", "ack: {annotations: {pod-eni: true}}", "true"),
    ],
)
def test_a_label_yields_to_an_annotation_of_its_name(tmp_path: Path, label: str, configuration: str, expected: str) -> None:
    labels = {label: "mine", "aliyun.monitoring.http": "http://container/m"}
    made = labelled(tmp_path, labels, configuration=configuration)
    assert made.spec("Deployment", "web")["template"]["metadata"]["annotations"][label] == expected
    assert made.verdict("T207") == {Verdict.IGNORED}


def test_virtual_nodes_are_chosen_and_tolerated(tmp_path: Path) -> None:
    made = labelled(tmp_path, {}, configuration=ACK)
    assert made.pod()["nodeSelector"] == {"type": "virtual-kubelet"}
    assert made.pod()["tolerations"] == [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]
    assert made.spec("Deployment", "web")["template"]["metadata"]["annotations"] == {
        "k8s.aliyun.com/insecure-registry": "harbor.example.com,192.168.0.1:5000",
        "k8s.aliyun.com/pod-eni": "true",
    }
    assert made.spec("Deployment", "db")["template"]["metadata"]["labels"]["alibabacloud.com/eci"] == "true"
    assert made.spec("CronHorizontalPodAutoscaler", "web") == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "jobs": [{"name": "night", "schedule": "0 0 22 * * *", "targetSize": 1, "runOnce": False}],
    }


@pytest.mark.parametrize(("scale", "code"), [("3", "T387"), ("1", "T374")])
def test_times_of_the_day_own_the_number_of_pods(tmp_path: Path, scale: str, code: str) -> None:
    made = labelled(tmp_path, {"aliyun.scale": scale}, configuration=ACK)
    assert "replicas" not in made.spec("Deployment", "web")
    assert {one.code for one in made.findings if one.code in ("T374", "T387")} == {code}


@pytest.mark.parametrize(("word", "verdicts"), [("label", {None}), ("node", {None}), ("none", set())])
def test_scaling_on_virtual_nodes_is_told(tmp_path: Path, word: str, verdicts: set[None]) -> None:
    configuration = f"ack: {{services: {{web: {{virtual_nodes: {word}}}}}}}"
    assert labelled(tmp_path, SCALED, "cpu_shares: 50", configuration=configuration).verdict("T391") == verdicts


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("privileged: true", ["privileged"]),
        ('volumes: ["/data:/data", "/dev/fuse:/dev/fuse"]', ["the path /data and the path /dev/fuse"]),
        ("net: host", ["network of its node"]),
        ('environment: ["constraint:group==db"]', ["overrides"]),
        ("cpu_shares: 50", []),
    ],
)
def test_what_virtual_nodes_do_not_have_is_told(tmp_path: Path, key: str, words: list[str]) -> None:
    made = labelled(tmp_path, {}, key, configuration="ack: {services: {web: {virtual_nodes: label}}}")
    assert len(made.said("T392")) == len(words)
    assert all(word in message for word, message in zip(words, made.said("T392"), strict=True))


@pytest.mark.parametrize(
    ("schedule", "part"),
    [("0 0 22 * * *", None), ("60 0 22 * * *", "second"), ("0 0 24 * * *", "hour"), ("0 0 22 * * 7", "day of the week")],
)
def test_schedules_of_sizes_are_in_their_ranges(tmp_path: Path, schedule: str, part: str | None) -> None:
    scale = f'{{name: night, schedule: "{schedule}", size: 1}}'
    made = labelled(tmp_path, {}, configuration=f"ack: {{services: {{web: {{cron_scaling: [{scale}]}}}}}}")
    assert [f"has the {part}" in message for message in made.said("T386")] == ([] if part is None else [True])


def test_times_of_the_day_move_an_autoscaler(tmp_path: Path) -> None:
    made = labelled(tmp_path, {"aliyun.auto_scaling.max_cpu": "80"}, "cpu_shares: 50", configuration=ACK)
    target = {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "name": "web"}
    assert made.spec("CronHorizontalPodAutoscaler", "web")["scaleTargetRef"] == target


def test_a_global_service_is_kept_off_virtual_nodes(tmp_path: Path) -> None:
    made = labelled(tmp_path, {"aliyun.global": "true"}, configuration=ACK)
    (term,) = made.pod(*ONE[:1], kind="DaemonSet")["affinity"]["nodeAffinity"][
        "requiredDuringSchedulingIgnoredDuringExecution"
    ]["nodeSelectorTerms"]
    assert term["matchExpressions"] == [{"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]}]
    assert "T386" in [finding.code for finding in made.findings]
