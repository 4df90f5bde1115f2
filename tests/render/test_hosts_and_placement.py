"""What a Pod calls itself and others, and on which nodes it runs."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict

NODES = """
    nodes:
      labels: {node.role: example.com/role, disk: example.com/disk, node.id: example.com/id, node.ip: example.com/ip}
      hostnames: {swarm-1: node-a, abc123: node-b}
"""


def test_extra_hosts_share_the_line_of_their_address(tmp_path: Path) -> None:
    made = written(tmp_path, service('extra_hosts: ["a:10.0.0.1", "b:10.0.0.2", "c:10.0.0.1", "d:::1"]'))
    assert made.pod()["hostAliases"] == [
        {"ip": "10.0.0.1", "hostnames": ["a", "c"]},
        {"ip": "10.0.0.2", "hostnames": ["b"]},
        {"ip": "::1", "hostnames": ["d"]},
    ]


def test_names_of_extra_hosts_are_looked_up_in_lower_case(tmp_path: Path) -> None:
    made = written(tmp_path, service('extra_hosts: ["Db.Example.Com:10.0.0.1"]'))
    assert made.pod()["hostAliases"] == [{"ip": "10.0.0.1", "hostnames": ["db.example.com"]}]


@pytest.mark.parametrize("line", ["gw:host-gateway", "my_host:10.0.0.1"])
def test_extra_hosts_that_cannot_be_written_are_refused(tmp_path: Path, line: str) -> None:
    made = written(tmp_path, service(f'extra_hosts: ["{line}"]'))
    assert "hostAliases" not in made.pod()
    assert made.verdict("T476") == {Verdict.REFUSED}


def test_dns_servers_are_added_behind_the_clusters_own(tmp_path: Path) -> None:
    made = written(tmp_path, service('dns: ["10.0.0.53", "fd00::53"]'))
    pod = made.pod()
    assert pod["dnsConfig"] == {"nameservers": ["10.0.0.53", "fd00::53"]}
    assert "dnsPolicy" not in pod  # ClusterFirst: names of services resolve
    assert made.verdict("T477") == {Verdict.APPROXIMATED}


def test_a_fourth_dns_server_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, service("dns: [1.1.1.1, 2.2.2.2, 3.3.3.3, 4.4.4.4]"))
    assert len(made.pod()["dnsConfig"]["nameservers"]) == 3
    assert made.verdict("T476") == {Verdict.REFUSED}


@pytest.mark.parametrize(
    ("hostname", "name", "codes"),
    [
        ("web-1", "web-1", []),
        ("web.example.com", None, []),
        ("Web_1", "web-1", ["T478"]),
        ("'node-{{.Node.Hostname}}'", None, ["T478"]),
    ],
)
def test_hostname_is_one_dns_label(tmp_path: Path, hostname: str, name: str | None, codes: list[str]) -> None:
    made = written(tmp_path, service(f"hostname: {hostname}"))
    assert made.pod().get("hostname") == name
    assert made.codes() == codes


def test_pods_of_a_stateful_set_keep_their_own_host_names(tmp_path: Path) -> None:
    text = service('hostname: db\nvolumes: ["data:/data:nocopy"]') + "\nvolumes: {data: {}}"
    made = written(tmp_path, text, configuration="volumes: {data: {mode: per-replica, size: 5Gi}}")
    assert "hostname" not in made.pod("web", "StatefulSet")
    assert made.codes() == ["T478"]


def expressions(made: Any, kind: str = "Deployment") -> list[dict[str, Any]]:
    """The conditions on the node."""
    affinity = made.pod("web", kind)["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    (term,) = affinity["nodeSelectorTerms"]
    found: list[dict[str, Any]] = term["matchExpressions"]
    return found


def constrained(*constraints: str) -> str:
    """A service with placement constraints."""
    return service("deploy: {placement: {constraints: [" + ", ".join(f'"{one}"' for one in constraints) + "]}}")


@pytest.mark.parametrize(
    ("constraint", "expression", "codes"),
    [
        ("node.platform.os == linux", {"key": "kubernetes.io/os", "operator": "In", "values": ["linux"]}, []),
        ("node.platform.os == Linux", {"key": "kubernetes.io/os", "operator": "In", "values": ["linux"]}, []),
        ("node.platform.arch == x86_64", {"key": "kubernetes.io/arch", "operator": "In", "values": ["amd64"]}, []),
        ("node.platform.arch != aarch64", {"key": "kubernetes.io/arch", "operator": "NotIn", "values": ["arm64"]}, []),
        ("node.role == worker", {"key": "node-role.kubernetes.io/control-plane", "operator": "DoesNotExist"}, []),
        ("node.role != manager", {"key": "node-role.kubernetes.io/control-plane", "operator": "DoesNotExist"}, []),
        ("node.role == manager", {"key": "node-role.kubernetes.io/control-plane", "operator": "Exists"}, ["T480"]),
        ("node.hostname == host-1", {"key": "kubernetes.io/hostname", "operator": "In", "values": ["host-1"]}, ["T480"]),
        ("node.labels.zone == east", {"key": "zone", "operator": "In", "values": ["east"]}, ["T480"]),
        ("node.labels.zone != east", {"key": "zone", "operator": "NotIn", "values": ["east"]}, ["T480"]),
        ("engine.labels.gpu == yes", {"key": "gpu", "operator": "In", "values": ["yes"]}, ["T480"]),
    ],
)
def test_constraints_become_conditions_on_the_node(
    tmp_path: Path, constraint: str, expression: dict[str, Any], codes: list[str]
) -> None:
    made = written(tmp_path, constrained(constraint))
    assert expressions(made) == [expression]
    assert made.codes() == codes


@pytest.mark.parametrize(
    ("constraint", "expression"),
    [
        ("node.role == manager", {"key": "example.com/role", "operator": "In", "values": ["manager"]}),
        ("node.labels.disk == ssd", {"key": "example.com/disk", "operator": "In", "values": ["ssd"]}),
        ("node.hostname == swarm-1", {"key": "kubernetes.io/hostname", "operator": "In", "values": ["node-a"]}),
        ("node.id == abc123", {"key": "kubernetes.io/hostname", "operator": "In", "values": ["node-b"]}),
        ("node.id == xyz789", {"key": "example.com/id", "operator": "In", "values": ["xyz789"]}),
        ("node.ip != 10.0.0.1", {"key": "example.com/ip", "operator": "NotIn", "values": ["10.0.0.1"]}),
    ],
)
def test_the_configuration_maps_swarms_words_for_nodes(tmp_path: Path, constraint: str, expression: dict[str, Any]) -> None:
    made = written(tmp_path, constrained(constraint), configuration=NODES)
    assert expressions(made) == [expression]
    assert made.codes() == []


@pytest.mark.parametrize(
    "constraint", ["node.id == abc123", "node.ip == 10.0.0.1", "node.role == leader", "node.labels.zone == not/a.value"]
)
def test_constraints_without_a_label_are_refused(tmp_path: Path, constraint: str) -> None:
    made = written(tmp_path, constrained(constraint))
    assert "affinity" not in made.pod()
    assert made.verdict("T479") == {Verdict.REFUSED}


def test_all_constraints_hold_together(tmp_path: Path) -> None:
    made = written(tmp_path, constrained("node.role == worker", "node.platform.os == linux"))
    assert [expression["key"] for expression in expressions(made)] == [
        "node-role.kubernetes.io/control-plane",
        "kubernetes.io/os",
    ]


def test_pods_for_the_control_plane_tolerate_its_taint(tmp_path: Path) -> None:
    pod = written(tmp_path, constrained("node.role == manager")).pod()
    assert pod["tolerations"] == [
        {"key": "node-role.kubernetes.io/control-plane", "operator": "Exists", "effect": "NoSchedule"}
    ]


def test_preferences_spread_the_pods(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {placement: {preferences: [{spread: node.labels.zone}]}}"))
    (constraint,) = made.pod()["topologySpreadConstraints"]
    assert constraint["topologyKey"] == "zone"
    assert (constraint["maxSkew"], constraint["whenUnsatisfiable"]) == (1, "ScheduleAnyway")
    assert constraint["labelSelector"] == made.spec("Deployment", "web")["selector"]


@pytest.mark.parametrize("attribute", ["node.id", "node.hostname"])
def test_what_each_node_has_for_itself_is_its_name(tmp_path: Path, attribute: str) -> None:
    made = written(tmp_path, service(f"deploy: {{placement: {{preferences: [{{spread: {attribute}}}]}}}}"))
    (constraint,) = made.pod()["topologySpreadConstraints"]
    assert (constraint["topologyKey"], constraint["whenUnsatisfiable"]) == ("kubernetes.io/hostname", "ScheduleAnyway")
    assert made.codes() == []


def test_the_configuration_says_over_what_pods_spread(tmp_path: Path) -> None:
    text = service("deploy: {placement: {preferences: [{spread: node.id}]}}")
    (constraint,) = written(tmp_path, text, configuration=NODES).pod()["topologySpreadConstraints"]
    assert constraint["topologyKey"] == "example.com/id"


def test_pods_cannot_spread_over_what_no_label_says(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {placement: {preferences: [{spread: node.ip}]}}"))
    assert "topologySpreadConstraints" not in made.pod()
    assert made.verdict("T479") == {Verdict.REFUSED}


def test_one_replica_a_node(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {replicas: 3, placement: {max_replicas_per_node: 1}}"))
    (term,) = made.pod()["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert term == {"topologyKey": "kubernetes.io/hostname", "labelSelector": made.spec("Deployment", "web")["selector"]}


def test_two_replicas_a_node_are_refused(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {placement: {max_replicas_per_node: 2}}"))
    assert "affinity" not in made.pod()
    assert made.verdict("T481") == {Verdict.REFUSED}


def test_nothing_is_left_to_spread_where_a_service_runs_on_every_node(tmp_path: Path) -> None:
    placement = "{preferences: [{spread: node.labels.zone}], max_replicas_per_node: 1, constraints: [node.role == worker]}"
    made = written(tmp_path, service(f"deploy: {{mode: global, placement: {placement}}}"))
    pod = made.pod("web", "DaemonSet")
    assert "topologySpreadConstraints" not in pod
    assert list(pod["affinity"]) == ["nodeAffinity"]
    assert len(made.said("T462")) == 2
