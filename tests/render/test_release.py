"""What labels of updates, batches and scheduling become in the objects that are written."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.labelled import labelled
from tests.render.written import Written
from translator.model.finding import Verdict

ONE = ("web", "Deployment")


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


@pytest.mark.parametrize(
    ("entry", "otherwise"),
    [
        ("constraint:server==manager", "without one the Pod waits for ever"),
        ("constraint:server!=manager", "nodes without it are not kept off"),
        ("constraint:server==~manager", "without one nothing is preferred"),
    ],
)
def test_a_label_of_nodes_that_is_not_mapped_is_assumed(tmp_path: Path, entry: str, otherwise: str) -> None:
    made = ordered(tmp_path, entry)
    assert made.verdict("T480") == {Verdict.APPROXIMATED}
    assert made.said("T480")[0].endswith(otherwise)


def test_every_node_that_has_no_label_is_named_at_once(tmp_path: Path) -> None:
    (finding,) = [one for one in ordered(tmp_path, "constraint:aliyun.node_index==(4|1|5)").findings if one.code == "T377"]
    assert finding.help == (
        'add to translator.yaml: nodes: {index: {"4": {kubernetes.io/hostname: NODE}, "5": {kubernetes.io/hostname: NODE}}}'
    )


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


@pytest.mark.parametrize(("target", "code"), [("https://web.local", "T343"), ("web.local", "T350")])
def test_stickiness_of_a_local_name_has_a_verdict(tmp_path: Path, target: str, code: str) -> None:
    labels = {"aliyun.routing.port_80": target, "aliyun.routing.session_sticky": "true"}
    made = labelled(tmp_path, labels, configuration="target: {namespace: shop}")
    place = ("services", "web", "labels", "aliyun.routing.session_sticky")
    assert [one.code for one in made.findings if one.source is not None and one.source.path == place] == [code]
