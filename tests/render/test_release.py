"""What labels of updates, scaling, batches, scheduling and logs become in the objects that are written."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

ONE = ("web", "Deployment")


def labelled(
    tmp_path: Path, labels: dict[str, Any], *keys: str, top: str = "", configuration: str = "", **more: Any
) -> Written:
    """A stack of `web`, with labels and further keys, and `db`, of which a port is known."""
    rows = "\n".join(f'      {key}: "{value}"' for key, value in labels.items())
    body = "\n".join(f"    {key}" for key in keys)
    text = f"""{top}
services:
  web:
    image: nginx:1.27
    expose: ["80"]
{body}
    labels:
      aliyun.probe.url: http://container/health
{rows}
  db:
    image: mysql:8
    expose: ["3306"]
"""
    return written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack", configuration=configuration, **more)


def test_latest_image(tmp_path: Path) -> None:
    assert labelled(tmp_path, {"aliyun.latest_image": "true"}).container()["imagePullPolicy"] == "Always"


def test_rolling_updates_take_a_batch_away_before_the_next(tmp_path: Path) -> None:
    made = labelled(
        tmp_path, {"aliyun.rolling_updates": "true", "aliyun.rolling_updates.parallelism": "2", "aliyun.scale": "4"}
    )
    strategy = {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 2, "maxSurge": 0}}
    assert made.spec("Deployment", "web")["strategy"] == strategy


def test_depends_waits_for_the_port_without_end(tmp_path: Path) -> None:
    (wait,) = labelled(tmp_path, {"aliyun.depends": "db"}).pod()["initContainers"]
    assert (wait["name"], wait["command"][-1]) == ("wait-for-db", "until nc -z -w 2 db 3306; do sleep 2; done")


def test_gpu_is_a_limit(tmp_path: Path) -> None:
    assert labelled(tmp_path, {"aliyun.gpu": "2"}).container()["resources"] == {"limits": {"nvidia.com/gpu": 2}}


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


BATCH = "labels: {aliyun.project_type: batch}"


def test_a_batch_is_a_job(tmp_path: Path) -> None:
    labels = {"aliyun.scale": "10", "aliyun.retry_count": "20", "aliyun.remove_containers": "remove-all"}
    spec = labelled(tmp_path, labels, "restart: 'no'", top=BATCH).spec("Job", "web")
    assert {key: value for key, value in spec.items() if key != "template"} == {
        "completions": 10,
        "parallelism": 10,
        "backoffLimit": 20,
        "ttlSecondsAfterFinished": 600,
    }
    assert spec["template"]["spec"]["restartPolicy"] == "Never"


@pytest.mark.parametrize(("word", "seconds"), [("remove-finished", 600), ("remove-failed", None)])
def test_a_job_is_removed_as_a_whole(tmp_path: Path, word: str, seconds: int | None) -> None:
    made = labelled(tmp_path, {"aliyun.remove_containers": word}, top=BATCH)
    assert made.spec("Job", "web").get("ttlSecondsAfterFinished") == seconds
    assert made.verdict("T371") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    ("word", "limits"),
    [
        ("remove-finished", {"successfulJobsHistoryLimit": 0}),
        ("remove-failed", {"failedJobsHistoryLimit": 0}),
        ("remove-all", {"successfulJobsHistoryLimit": 0, "failedJobsHistoryLimit": 0}),
    ],
)
def test_a_schedule_is_a_cron_job(tmp_path: Path, word: str, limits: dict[str, int]) -> None:
    top = 'labels: {aliyun.schedule: "0 30 3 * * 7"}'
    made = labelled(tmp_path, {"aliyun.remove_containers": word, "aliyun.retry_count": "1"}, top=top)
    spec = made.spec("CronJob", "web")
    assert {key: value for key, value in spec.items() if key != "jobTemplate"} == {
        "schedule": "30 3 * * 0",
        "timeZone": "Asia/Shanghai",
        **limits,
    }
    assert spec["jobTemplate"]["spec"]["backoffLimit"] == 1


@pytest.mark.parametrize("second", ["30", "*", "0,30", "0-59/30"])
def test_a_schedule_with_seconds_is_refused_and_suspended(tmp_path: Path, second: str) -> None:
    made = labelled(tmp_path, {}, top=f'labels: {{aliyun.schedule: "{second} 0 * * * *"}}')
    assert made.spec("CronJob", "web")["suspend"] is True
    assert made.verdict("T370") == {Verdict.REFUSED}


NODES = 'nodes: {index: {"1": {disk: a}, "2": {disk: b}, "3": {kubernetes.io/hostname: n}}, labels: {group: example.com/group}}'


def ordered(tmp_path: Path, *entries: str, configuration: str = NODES) -> Written:
    """The stack with orders in the environment of `web`."""
    listed = ", ".join(f"'{entry}'" for entry in (*entries, "A=1"))
    return labelled(tmp_path, {}, f"environment: [{listed}]", configuration=configuration)


@pytest.mark.parametrize(
    ("entry", "key", "operator", "values"),
    [
        ("constraint:aliyun.node_index==1", "disk", "In", ["a"]),
        ("constraint:aliyun.node_index!=(1|2)", "disk", "NotIn", ["a", "b"]),
        ("constraint:group==db", "example.com/group", "In", ["db"]),
    ],
)
def test_a_constraint_is_a_node_affinity(tmp_path: Path, entry: str, key: str, operator: str, values: list[str]) -> None:
    made = ordered(tmp_path, entry)
    expression = {"key": key, "operator": operator, "values": values}
    term = {"nodeSelectorTerms": [{"matchExpressions": [expression]}]}
    affinity = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": term}}
    assert made.pod()["affinity"] == affinity
    assert [variable["name"] for variable in made.container()["env"]] == ["A"]


def test_a_soft_constraint_is_preferred(tmp_path: Path) -> None:
    expression = {"key": "disk", "operator": "In", "values": ["b"]}
    preferred = [{"weight": 100, "preference": {"matchExpressions": [expression]}}]
    affinity = {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": preferred}}
    assert ordered(tmp_path, "constraint:aliyun.node_index==~2").pod()["affinity"] == affinity


def test_nodes_are_avoided_by_each_of_their_labels(tmp_path: Path) -> None:
    (term,) = ordered(tmp_path, "constraint:aliyun.node_index!=(1|3)").pod()["affinity"]["nodeAffinity"][
        "requiredDuringSchedulingIgnoredDuringExecution"
    ]["nodeSelectorTerms"]
    assert term["matchExpressions"] == [
        {"key": "disk", "operator": "NotIn", "values": ["a"]},
        {"key": "kubernetes.io/hostname", "operator": "NotIn", "values": ["n"]},
    ]


def test_a_label_of_nodes_that_is_not_mapped_is_assumed(tmp_path: Path) -> None:
    assert ordered(tmp_path, "constraint:server==manager").verdict("T480") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("constraint:aliyun.node_index==4", "T377"),
        ("constraint:aliyun.node_index==(1|3)", "T377"),
        ("constraint:group==d*", "T380"),
        ("affinity:service==other", "T380"),
        ("availability:rack==3", "T380"),
        ("availability:az!=3", "T380"),
        ("availability:az==many", "T380"),
    ],
)
def test_orders_that_are_refused(tmp_path: Path, entry: str, code: str) -> None:
    made = ordered(tmp_path, entry)
    assert made.verdict(code) == {Verdict.REFUSED}
    assert "affinity" not in made.pod()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("affinity:service==db", "podAffinity"),
        ("affinity:service!=db", "podAntiAffinity"),
        ("affinity:image!=mysql", "podAntiAffinity"),
    ],
)
def test_an_affinity_is_about_pods_of_the_node(tmp_path: Path, entry: str, kind: str) -> None:
    made = ordered(tmp_path, entry)
    selector = {
        "matchLabels": {"app.kubernetes.io/part-of": "shop"},
        "matchExpressions": [{"key": "app.kubernetes.io/name", "operator": "In", "values": ["db"]}],
    }
    term = {"topologyKey": "kubernetes.io/hostname", "labelSelector": selector}
    assert made.pod()["affinity"] == {kind: {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}
    assert made.verdict("T378") == (set() if "service" in entry else {Verdict.APPROXIMATED})


def test_a_soft_affinity_is_preferred(tmp_path: Path) -> None:
    (term,) = ordered(tmp_path, "affinity:service!=~db").pod()["affinity"]["podAntiAffinity"][
        "preferredDuringSchedulingIgnoredDuringExecution"
    ]
    assert (term["weight"], term["podAffinityTerm"]["topologyKey"]) == (100, "kubernetes.io/hostname")


@pytest.mark.parametrize("entry", ["affinity:service!=other", "affinity:service==~other", "reschedule:on-node-failure"])
def test_orders_that_need_nothing(tmp_path: Path, entry: str) -> None:
    made = ordered(tmp_path, entry)
    assert "affinity" not in made.pod()
    assert made.verdict("T379") == {Verdict.IGNORED}


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ("availability:az==3", {"whenUnsatisfiable": "DoNotSchedule", "minDomains": 3}),
        ("availability:az==~3", {"whenUnsatisfiable": "ScheduleAnyway"}),
    ],
)
def test_availability_spreads_over_zones(tmp_path: Path, entry: str, fields: dict[str, Any]) -> None:
    (spread,) = ordered(tmp_path, entry).pod()["topologySpreadConstraints"]
    labels = {"app.kubernetes.io/name": "web", "app.kubernetes.io/part-of": "shop"}
    expected = {"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "labelSelector": {"matchLabels": labels}}
    assert spread == expected | fields


LOGS = {
    "aliyun.log_store_Access": "stdout",
    "aliyun.log_ttl_Access": "30",
    "aliyun.logs.pilot": "/a/*.log",
    "aliyun.logs.pilot.tags": "app=web",
    "aliyun.logs.pilot.target": "web-logs",
    "aliyun.logs.pilot.format": "json",
}


def test_logs_are_variables_of_the_container(tmp_path: Path) -> None:
    made = labelled(tmp_path, LOGS)
    assert {variable["name"]: variable["value"] for variable in made.container()["env"]} == {
        "aliyun_logs_access": "stdout",
        "aliyun_logs_access_ttl": "30",
        "aliyun_logs_pilot": "/a/*.log",
        "aliyun_logs_pilot_logstore": "web-logs",
        "aliyun_logs_pilot_tags": "app=web",
    }
    assert made.verdict("T367") == {Verdict.APPROXIMATED}


def variables(made: Written, name: str = "web") -> dict[str, str]:
    """The variables of a container by name."""
    return {variable["name"]: variable["value"] for variable in made.container(name)["env"]}


def test_a_key_of_the_collector_has_no_underscores(tmp_path: Path) -> None:
    """ACK user guide: {key} has small letters, digits and hyphens; Log Service: a Logstore has three characters at least."""
    made = labelled(tmp_path, {"aliyun.log_store_Web_Access": "stdout", "aliyun.log_store_x": "stdout"})
    assert variables(made) == {
        "aliyun_logs_web-access": "stdout",
        "aliyun_logs_x": "stdout",
        "aliyun_logs_x_logstore": "log-x",
    }


def test_each_tag_has_a_variable(tmp_path: Path) -> None:
    made = labelled(tmp_path, {"aliyun.logs.pilot": "stdout", "aliyun.logs.pilot.tags": "b=2,a=1"})
    assert variables(made) == {
        "aliyun_logs_pilot": "stdout",
        "aliyun_logs_pilot_tags": "a=1",
        "aliyun_logs_pilot-tag2_tags": "b=2",
    }
    assert made.verdict("T367") == set()


def test_one_name_for_two_places_is_two_keys_of_one_logstore(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: "nginx:1.27", labels: {aliyun.log_store_access: /var/log/nginx/*.log}}
          api: {image: "nginx:1.27", labels: {aliyun.log_store_access: /var/log/api/*.log}}
    """
    made = written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack")
    for name, place in (("web", "/var/log/nginx/*.log"), ("api", "/var/log/api/*.log")):
        expected = {f"aliyun_logs_{name}-access": place, f"aliyun_logs_{name}-access_logstore": "access"}
        assert variables(made, name) == expected


@pytest.mark.parametrize(("volume", "mounts"), [("data:/data", 1), ("data:/data/logs", 1), ("data:/dat", 2)])
def test_a_folder_in_a_volume_needs_no_other(tmp_path: Path, volume: str, mounts: int) -> None:
    made = labelled(tmp_path, {"aliyun.log_store_a": "/data/logs/*.log"}, f'volumes: ["{volume}"]')
    assert len(made.container()["volumeMounts"]) == mounts
    assert made.verdict("T486") == (set() if mounts == 1 else {Verdict.APPROXIMATED})


def test_logs_are_objects_by_the_configuration(tmp_path: Path) -> None:
    made = labelled(tmp_path, LOGS, configuration="logs: {form: resource}")
    assert made.container()["env"] == [{"name": "TRANSLATOR_LOGS", "value": "shop.web"}]
    assert made.spec("AliyunLogConfig", "shop-web-access") == {
        "logstore": "access",
        "shardCount": 2,
        "lifeCycle": 30,
        "logtailConfig": {
            "configName": "shop-web-access",
            "inputType": "plugin",
            "inputDetail": {
                "plugin": {
                    "inputs": [
                        {
                            "type": "service_docker_stdout",
                            "detail": {"Stdout": True, "Stderr": True, "IncludeEnv": {"TRANSLATOR_LOGS": "shop.web"}},
                        }
                    ]
                }
            },
        },
    }
    files = made.spec("AliyunLogConfig", "shop-web-pilot")
    assert files["logstore"] == "web-logs"
    detail = files["logtailConfig"]["inputDetail"]
    assert (detail["logPath"], detail["filePattern"], detail["dockerFile"]) == ("/a", "*.log", True)
    assert [one["type"] for one in detail["plugin"]["processors"]] == ["processor_json", "processor_add_fields"]
    assert made.verdict("T367") == set()


ACK = """
ack:
  virtual_nodes: node
  insecure_registries: [harbor.example.com, "192.168.0.1:5000"]
  services:
    web: {annotations: {pod-eni: true}, cron_scaling: [{name: night, schedule: "0 0 22 * * *", size: 1}]}
    db: {virtual_nodes: label}
"""


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
