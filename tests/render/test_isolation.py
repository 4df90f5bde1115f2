"""What a Pod shares with its node, and the kernel parameters and groups of its containers."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, service, written
from translator.model.finding import Verdict

FIELDS = (
    "hostNetwork",
    "dnsPolicy",
    "hostPID",
    "hostIPC",
    "hostUsers",
    "shareProcessNamespace",
    "runtimeClassName",
    "securityContext",
)


def fields(made: Written) -> dict[str, Any]:
    """What the Pod says of isolation."""
    pod = made.pod()
    return {field: pod[field] for field in FIELDS if field in pod}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("network_mode: host", {"hostNetwork": True, "dnsPolicy": "ClusterFirstWithHostNet"}),
        ("network_mode: host\nuts: host", {"hostNetwork": True, "dnsPolicy": "ClusterFirstWithHostNet"}),
        ("network_mode: bridge", {}),
        ("network_mode: default", {}),
        ("pid: host", {"hostPID": True}),
        ("ipc: host", {"hostIPC": True}),
        ("ipc: shareable", {}),
        ("ipc: private", {}),
        ("init: true", {"shareProcessNamespace": True}),
        ("init: false", {}),
        ("init: true\npid: host", {"hostPID": True}),
        ("userns_mode: host", {"hostUsers": True}),
        ("runtime: runc", {}),
        ("runtime: gvisor", {"runtimeClassName": "gvisor"}),
        ("group_add: ['44', 1000, root, '44']", {"securityContext": {"supplementalGroups": [44, 1000, 0]}}),
        (
            "sysctls: {net.ipv4.tcp_syncookies: 0, kernel.shm_rmid_forced: '1'}",
            {
                "securityContext": {
                    "sysctls": [
                        {"name": "kernel.shm_rmid_forced", "value": "1"},
                        {"name": "net.ipv4.tcp_syncookies", "value": "0"},
                    ]
                }
            },
        ),
        (
            "sysctls: [net.core.somaxconn=1024]",
            {"securityContext": {"sysctls": [{"name": "net.core.somaxconn", "value": "1024"}]}},
        ),
    ],
)
def test_fields_of_the_pod(tmp_path: Path, keys: str, expected: dict[str, Any]) -> None:
    assert fields(written(tmp_path, service(keys))) == expected


def test_a_user_namespace_of_the_host_is_said_where_the_field_is_young(tmp_path: Path) -> None:
    assert fields(written(tmp_path, service("userns_mode: host"), kubernetes="1.25")) == {"hostUsers": True}


@pytest.mark.parametrize(
    ("keys", "code", "verdict"),
    [
        ("uts: host", "T213", Verdict.REFUSED),
        ("ipc: none", "T213", Verdict.REFUSED),
        ("network_mode: container:elsewhere", "T233", Verdict.REFUSED),
        ("network_mode: service:elsewhere", "T279", Verdict.REFUSED),
        ("network_mode: elsewhere", "T253", Verdict.REFUSED),
        ("pid: elsewhere", "T253", Verdict.REFUSED),
        ("userns_mode: private", "T250", Verdict.REFUSED),
        ("runtime: kata_qemu", "T215", Verdict.REFUSED),
        ("runtime: gvisor", "T448", Verdict.APPROXIMATED),
        ("group_add: [video]", "T474", Verdict.REFUSED),
        ("network_mode: host\nsysctls: {net.core.somaxconn: 1}", "T444", Verdict.REFUSED),
        ("ipc: host\nsysctls: {kernel.shmmax: 1}", "T444", Verdict.REFUSED),
        ("sysctls: {vm.max_map_count: 262144}", "T444", Verdict.REFUSED),
        ("sysctls: {net.core.somaxconn: 1024}", "T440", Verdict.APPROXIMATED),
        ("network_mode: host", "T445", None),
        ("network_mode: host\nports: ['8080:80']", "T462", Verdict.IGNORED),
        ("network_mode: host\nnetworks: [default]", "T232", Verdict.REFUSED),
        ("init: true\npid: host", "T462", Verdict.IGNORED),
    ],
)
def test_what_is_said(tmp_path: Path, keys: str, code: str, verdict: Verdict | None) -> None:
    assert written(tmp_path, service(keys)).verdict(code) == {verdict}


@pytest.mark.parametrize(("kubernetes", "safe"), [("1.28", False), ("1.29", True), ("1.35", True)])
def test_more_parameters_became_safe(tmp_path: Path, kubernetes: str, safe: bool) -> None:
    made = written(tmp_path, service("sysctls: {net.ipv4.tcp_keepalive_time: 60}"), kubernetes=kubernetes)
    assert made.verdict("T440") == (set() if safe else {Verdict.APPROXIMATED})


def test_the_network_of_the_host_by_its_name(tmp_path: Path) -> None:
    stack = """
        services: {web: {image: "nginx:1.27", networks: [outside]}}
        networks: {outside: {external: true, name: host}}
    """
    made = written(tmp_path, stack)
    assert made.pod()["hostNetwork"] is True
    assert {"T295", "T296"}.isdisjoint(finding.code for finding in made.findings)


def test_a_pod_in_the_network_of_its_node_has_the_name_of_the_node(tmp_path: Path) -> None:
    made = written(tmp_path, service("network_mode: host\nhostname: front"))
    assert "hostname" not in made.pod()
    assert made.verdict("T478") == {Verdict.APPROXIMATED}


def test_nothing_is_published_from_the_network_of_the_node(tmp_path: Path) -> None:
    made = written(tmp_path, service("network_mode: host\nports: ['8080:80']"))
    assert [name for kind, name in made.manifests if kind == "Service"] == ["web"]
    assert made.container()["ports"] == [{"containerPort": 80, "protocol": "TCP", "name": "tcp-80"}]


def test_a_port_of_the_node_is_free_before_the_next_pod_starts(tmp_path: Path) -> None:
    made = written(tmp_path, service("network_mode: host\ndeploy: {update_config: {order: start-first}}"))
    assert made.spec("Deployment", "web")["strategy"]["rollingUpdate"] == {"maxUnavailable": 1, "maxSurge": 0}


def test_the_configuration_knows_what_the_cluster_has(tmp_path: Path) -> None:
    keys = "runtime: runsc\nuser: www-data\ngroup_add: [video]\nsysctls: {net.core.somaxconn: 1024}"
    configuration = """
        nodes: {runtimes: {runsc: gvisor}, sysctls: [net.core.*]}
        users: {www-data: "82:82", web/www-data: "33:33"}
        groups: {video: 44}
    """
    made = written(tmp_path, service(keys), configuration=configuration)
    assert fields(made)["runtimeClassName"] == "gvisor"
    assert fields(made)["securityContext"]["supplementalGroups"] == [44]
    assert made.container()["securityContext"] == {"runAsUser": 33, "runAsGroup": 33}
    assert {"T440", "T448", "T474"}.isdisjoint(finding.code for finding in made.findings)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux/amd64", {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"}),
        ("linux/arm64/v8", {"kubernetes.io/os": "linux", "kubernetes.io/arch": "arm64"}),
        ("x86_64", {"kubernetes.io/arch": "amd64"}),
        ("Linux", {"kubernetes.io/os": "linux"}),
        ("linux/armhf", {"kubernetes.io/os": "linux", "kubernetes.io/arch": "arm"}),
    ],
)
def test_a_platform_chooses_nodes(tmp_path: Path, platform: str, expected: dict[str, str]) -> None:
    made = written(tmp_path, service(f"platform: {platform}"))
    required = made.pod()["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    (term,) = required["nodeSelectorTerms"]
    assert {one["key"]: one["values"][0] for one in term["matchExpressions"]} == expected
    assert made.verdict("T448") == ({Verdict.APPROXIMATED} if "armhf" in platform else set())


@pytest.mark.parametrize("platform", ["darwin/arm64", "linux/vax", "linux/amd64/v2/x", "linux//"])
def test_a_platform_that_is_none_is_refused(tmp_path: Path, platform: str) -> None:
    assert written(tmp_path, service(f"platform: {platform}")).verdict("T250") == {Verdict.REFUSED}


def test_no_network_is_two_policies_without_a_rule(tmp_path: Path) -> None:
    made = written(tmp_path, service("network_mode: none"))
    selector = made.spec("Deployment", "web")["selector"]
    assert made.spec("NetworkPolicy", "web-unreachable") == {"podSelector": selector, "policyTypes": ["Ingress"]}
    assert made.spec("NetworkPolicy", "web-silent") == {"podSelector": selector, "policyTypes": ["Egress"]}
    assert made.verdict("T448") == {Verdict.APPROXIMATED}
