"""Devices, graphics processors, and the limits that stand beside the service."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict


def reserved(devices: str) -> str:
    """A service that reserves devices below `deploy`."""
    return service(f"deploy: {{resources: {{reservations: {{devices: [{devices}]}}}}}}")


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (service("gpus: all"), {"nvidia.com/gpu": 1}),
        (service("gpus: [{count: 2}]"), {"nvidia.com/gpu": 2}),
        (service("gpus: [{driver: amd, count: 1}]"), {"amd.com/gpu": 1}),
        (reserved("{driver: nvidia, count: 2, capabilities: [gpu]}"), {"nvidia.com/gpu": 2}),
        (reserved("{capabilities: [gpu], device_ids: ['0', '3']}"), {"nvidia.com/gpu": 2}),
        (reserved("{capabilities: [gpu], count: all}"), {"nvidia.com/gpu": 1}),
        (service("devices: ['nvidia.com/gpu=0']"), {"nvidia.com/gpu": 1}),
    ],
)
def test_devices_are_counted(tmp_path: Path, text: str, limits: dict[str, Any]) -> None:
    assert written(tmp_path, text).container()["resources"] == {"limits": limits}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (service("gpus: all"), True),
        (service("gpus: [{}]"), False),
        (service("gpus: [{count: 1}]"), False),
        (reserved("{capabilities: [gpu], device_ids: ['0']}"), True),
        (reserved("{capabilities: [gpu, compute, utility], count: 1}"), False),
        (reserved("{capabilities: [gpu, video], count: 1}"), True),
    ],
)
def test_what_differs_is_said(tmp_path: Path, text: str, said: bool) -> None:
    assert written(tmp_path, text).verdict("T447") == ({Verdict.APPROXIMATED} if said else set())


def test_the_configuration_names_resources(tmp_path: Path) -> None:
    keys = """
        devices: ["/dev/fuse:/dev/fuse:rwm", {source: /dev/fuse}, /dev/snd:/dev/sound]
        deploy:
          resources:
            limits: {memory: 64M}
            reservations:
              memory: 64M
              devices: [{capabilities: [tpu], count: 2}]
              generic_resources: [{discrete_resource_spec: {kind: fpga, value: 3}}]
    """
    names = "{/dev/fuse: example.com/fuse, /dev/snd: example.com/sound, tpu: google.com/tpu, fpga: intel.com/fpga}"
    made = written(tmp_path, service(keys), configuration=f"nodes: {{devices: {names}}}")
    assert made.container()["resources"]["limits"] == {
        "memory": "64Mi",
        "example.com/fuse": 2,
        "example.com/sound": 1,
        "google.com/tpu": 2,
        "intel.com/fpga": 3,
    }
    assert made.said("T447") == [
        "the plugin of example.com/sound decides which device the container gets, and where, not /dev/sound"
    ]


@pytest.mark.parametrize(
    "text",
    [
        service("devices: [/dev/snd]"),
        reserved("{capabilities: [tpu], count: 1}"),
        reserved("{capabilities: [gpu], driver: unheard-of, count: 1}"),
        service("deploy: {resources: {reservations: {generic_resources: [{discrete_resource_spec: {kind: fpga, value: 1}}]}}}"),
    ],
)
def test_what_has_no_name_in_the_cluster_is_refused(tmp_path: Path, text: str) -> None:
    made = written(tmp_path, text)
    assert made.verdict("T446") == {Verdict.REFUSED}
    assert "resources" not in made.container()


def test_a_privileged_container_has_every_device(tmp_path: Path) -> None:
    made = written(tmp_path, service("privileged: true\ndevices: [/dev/snd]"))
    assert made.verdict("T462") == {Verdict.IGNORED}


@pytest.mark.parametrize(
    ("keys", "resources"),
    [
        ("cpus: 1.5", {"limits": {"cpu": "1500m"}}),
        ("cpus: 0.5\ndeploy: {resources: {limits: {cpus: '2'}}}", {"limits": {"cpu": "2"}}),
        ("cpu_quota: 50000", {"limits": {"cpu": "500m"}}),
        ("cpu_quota: 50000\ncpu_period: 25000", {"limits": {"cpu": "2"}}),
        ("cpu_quota: -1", None),
        ("cpu_period: 50000", None),
        ("cpus: 1\ncpu_quota: 50000", {"limits": {"cpu": "1"}}),
        ("mem_limit: 128m\nmem_reservation: 64m", {"requests": {"memory": "64Mi"}, "limits": {"memory": "128Mi"}}),
        ("mem_reservation: 0", None),
        ("storage_opt: {size: 10G}", {"limits": {"ephemeral-storage": "10Gi"}}),
    ],
)
def test_limits_beside_the_service(tmp_path: Path, keys: str, resources: dict[str, Any] | None) -> None:
    assert written(tmp_path, service(keys)).container().get("resources") == resources


@pytest.mark.parametrize(
    ("keys", "code", "verdict"),
    [
        ("memswap_limit: 256m", "T231", Verdict.APPROXIMATED),
        ("mem_swappiness: 60", "T231", Verdict.APPROXIMATED),
        ("mem_swappiness: 0", "T202", Verdict.IGNORED),
        ("storage_opt: {size: 10G}", "T231", Verdict.APPROXIMATED),
        ("storage_opt: {dm.basesize: 10G}", "T211", Verdict.REFUSED),
        ("storage_opt: {size: huge}", "T255", Verdict.REFUSED),
        ("cpus: 1\ncpu_quota: 50000", "T232", Verdict.REFUSED),
        ("ulimits: {nofile: 65536}", "T448", Verdict.APPROXIMATED),
        ("ulimits: {nofile: {soft: 1024, hard: -1}}", "T448", Verdict.APPROXIMATED),
        ("ulimits: {memlock: {soft: -1, hard: -1}}", "T211", Verdict.REFUSED),
        ("ulimits: {core: 0}", "T211", Verdict.REFUSED),
        ("ulimits: {nofile: -7}", "T252", Verdict.REFUSED),
    ],
)
def test_what_becomes_of_bounds(tmp_path: Path, keys: str, code: str, verdict: Verdict) -> None:
    assert written(tmp_path, service(keys)).verdict(code) == {verdict}


@pytest.mark.parametrize("keys", ["shm_size: 256m", "shm_size: 268435456"])
def test_shared_memory(tmp_path: Path, keys: str) -> None:
    made = written(tmp_path, service(keys))
    assert made.pod()["volumes"] == [{"name": "shared-memory", "emptyDir": {"medium": "Memory", "sizeLimit": "256Mi"}}]
    assert made.container()["volumeMounts"] == [{"name": "shared-memory", "mountPath": "/dev/shm"}]


@pytest.mark.parametrize(
    "keys", ["shm_size: 64m\nipc: host", "shm_size: 64m\ntmpfs: [/dev/shm]", "shm_size: 64m\nvolumes: ['/dev/shm:/dev/shm']"]
)
def test_shared_memory_that_is_there_already(tmp_path: Path, keys: str) -> None:
    made = written(tmp_path, service(keys))
    assert any("shm_size of web has no effect" in message for message in made.said("T462"))
    assert not any(volume["name"] == "shared-memory" for volume in made.pod().get("volumes", ()))
