"""Named volumes, anonymous ones and those in memory."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, service, written
from translator.model.finding import Verdict

DATA = "\nvolumes: {data: {}}"


def mounted(keys: str = "", volume: str = "data:/data", declared: str = "{}") -> str:
    """A service with a named volume."""
    return service(f'volumes: ["{volume}"]\n{keys}') + f"\nvolumes: {{data: {declared}}}"


def claim(made: Written, name: str = "data") -> Any:
    """The `spec` of a claim."""
    return made.spec("PersistentVolumeClaim", name)


def test_a_named_volume_is_one_claim_of_its_name(tmp_path: Path) -> None:
    made = written(tmp_path, mounted())
    assert claim(made) == {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    assert made.pod()["volumes"] == [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]
    assert made.container()["volumeMounts"] == [{"name": "data", "mountPath": "/data"}]
    assert made.verdict("T492") == {None}


def test_a_claim_starts_empty_and_that_is_said(tmp_path: Path) -> None:
    made = written(tmp_path, mounted())
    assert made.said("T489") == ["data starts empty; Docker would copy what the image has at /data into it"]
    assert made.verdict("T489") == {Verdict.APPROXIMATED}


def test_nocopy_needs_no_filling(tmp_path: Path) -> None:
    assert written(tmp_path, mounted(volume="data:/data:nocopy")).codes() == ["T492"]


@pytest.mark.parametrize(
    ("image", "volume", "after"),
    [
        (["index.html"], [], ["index.html"]),
        (["index.html"], ["lost+found"], ["index.html", "lost+found"]),
        (["index.html"], ["mine"], ["mine"]),
        ([], [], []),
        (None, [], []),
    ],
)
def test_the_script_copies_into_an_empty_volume_only(
    tmp_path: Path, image: list[str] | None, volume: list[str], after: list[str]
) -> None:
    source, target = tmp_path / "image folder", tmp_path / "volume"
    for folder, names in ((source, image), (target, volume)):
        if names is not None:
            folder.mkdir()
            for name in names:
                (folder / name).write_text("x")
    made = written(tmp_path, mounted(), configuration="volumes: {data: {fill: image}}")
    shell, option, script, name, *_ = made.pod()["initContainers"][0]["command"]
    expanded = script.replace("$$(", "$(")  # as the kubelet reads it
    assert subprocess.run([shell, option, expanded, name, source, target], check=False).returncode == 0
    assert sorted(path.name for path in target.iterdir()) == after


def test_filling_copies_the_image_once(tmp_path: Path) -> None:
    made = written(tmp_path, mounted("user: '1000'"), configuration="volumes: {data: {fill: image, size: 5Gi}}")
    (fill,) = made.pod()["initContainers"]
    script = 'test ! -d "$1" || test -n "$$(ls -A "$2" | grep -vx lost+found)" || cp -a "$1/." "$2/"'
    assert fill == {
        "name": "fill-data",
        "image": "nginx:1.27",
        "command": ["/bin/sh", "-c", script, "fill", "/data", "/translator-fill"],
        "securityContext": {"runAsUser": 0},
        "volumeMounts": [{"name": "data", "mountPath": "/translator-fill"}],
    }
    assert made.codes() == []


@pytest.mark.parametrize(
    ("configuration", "platform", "size"),
    [
        ("volumes: {data: {size: 5Gi}}\nstorage: {size: 7Gi}", "kubernetes", "5Gi"),
        ("storage: {size: 7Gi}", "kubernetes", "7Gi"),
        ("", "kubernetes", "1Gi"),
        ("", "ack", "20Gi"),
    ],
)
def test_the_size_of_a_claim(tmp_path: Path, configuration: str, platform: str, size: str) -> None:
    made = written(tmp_path, mounted(), configuration=configuration, platform=platform)
    assert claim(made)["resources"]["requests"]["storage"] == size


@pytest.mark.parametrize(
    ("configuration", "name"),
    [
        ("volumes: {data: {storage_class: fast}}\nstorage: {classes: {read-write-once: disk}}", "fast"),
        ("storage: {classes: {read-write-once: disk}}", "disk"),
        ("storage: {classes: {read-write-many: nas}}", None),
    ],
)
def test_the_class_of_a_claim(tmp_path: Path, configuration: str, name: str | None) -> None:
    assert claim(written(tmp_path, mounted(), configuration=configuration)).get("storageClassName") == name


SHARED = """
    services:
      web: {image: nginx, volumes: ["data:/srv"]}
      worker: {image: worker, volumes: ["data:/work"]}
    volumes: {data: {}}
"""


@pytest.mark.parametrize("text", [mounted("deploy: {replicas: 3}"), SHARED])
def test_several_pods_on_one_volume_are_refused_with_both_lines(tmp_path: Path, text: str) -> None:
    made = written(tmp_path, text)
    assert ("PersistentVolumeClaim", "data") not in made.manifests
    assert "volumes" not in made.pod()
    assert made.verdict("T487") == {Verdict.REFUSED}
    (remedy,) = {finding.help for finding in made.findings if finding.code == "T487"}
    assert "storage: {classes: {read-write-many: CLASS}}" in remedy
    assert "volumes: {data: per-replica}" in remedy


@pytest.mark.parametrize("text", [mounted("deploy: {replicas: 3}"), SHARED])
@pytest.mark.parametrize(
    ("configuration", "name"),
    [
        ("storage: {classes: {read-write-many: nas}}", "nas"),
        ("volumes: {data: {storage_class: nfs}}", "nfs"),
        ("volumes: {data: shared}", None),
    ],
)
def test_several_pods_share_a_claim_where_the_configuration_says_so(
    tmp_path: Path, text: str, configuration: str, name: str | None
) -> None:
    made = written(tmp_path, text, configuration=configuration)
    assert claim(made)["accessModes"] == ["ReadWriteMany"]
    assert claim(made).get("storageClassName") == name
    assert made.spec("Deployment", "web")["strategy"]["type"] == "RollingUpdate"


def test_a_claim_for_one_pod_is_refused_to_several(tmp_path: Path) -> None:
    configuration = "volumes: {data: claim}\nstorage: {classes: {read-write-many: nas}}"
    made = written(tmp_path, mounted("deploy: {replicas: 3}"), configuration=configuration)
    assert made.verdict("T487") == {Verdict.REFUSED}


def test_a_volume_for_each_replica_is_a_stateful_set(tmp_path: Path) -> None:
    made = written(tmp_path, mounted("deploy: {replicas: 3}"), configuration="volumes: {data: {mode: per-replica, size: 5Gi}}")
    spec = made.spec("StatefulSet", "web")
    assert (spec["replicas"], spec["podManagementPolicy"]) == (3, "Parallel")
    (template,) = spec["volumeClaimTemplates"]
    assert template["metadata"]["name"] == "data"
    assert template["spec"] == {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "5Gi"}}}
    assert "volumes" not in made.pod("web", "StatefulSet")
    assert made.container("web", "StatefulSet")["volumeMounts"] == [{"name": "data", "mountPath": "/data"}]
    assert ("PersistentVolumeClaim", "data") not in made.manifests
    governor = made.spec("Service", spec["serviceName"])
    assert governor["clusterIP"] == "None"
    assert governor["selector"] == spec["selector"]["matchLabels"]
    assert ("Service", "web") in made.manifests  # its name answers as before, spread over the replicas


def test_a_volume_that_swarm_names_by_slot_is_one_for_each_replica(tmp_path: Path) -> None:
    made = written(tmp_path, mounted("deploy: {replicas: 3}", declared="{name: 'data-{{.Task.Slot}}'}"))
    (template,) = made.spec("StatefulSet", "web")["volumeClaimTemplates"]
    assert template["metadata"]["name"] == "data"


def test_a_volume_for_each_replica_serves_one_service(tmp_path: Path) -> None:
    made = written(tmp_path, SHARED, configuration="volumes: {data: per-replica}")
    assert [kind for kind, _ in made.kinds()] == ["Deployment", "Deployment"]
    assert made.verdict("T487") == {Verdict.REFUSED}


def test_a_global_service_keeps_its_data_on_each_node_by_configuration(tmp_path: Path) -> None:
    configuration = "volumes: {data: {mode: host, path: /var/lib/shop}}"
    made = written(tmp_path, mounted("deploy: {mode: global}"), configuration=configuration)
    assert made.pod("web", "DaemonSet")["volumes"] == [
        {"name": "data", "hostPath": {"path": "/var/lib/shop", "type": "DirectoryOrCreate"}}
    ]
    assert made.codes() == []


@pytest.mark.parametrize(
    "configuration", ["", "volumes: {data: claim}", "volumes: {data: per-replica}", "volumes: {data: host}"]
)
def test_a_global_service_with_a_claim_is_refused(tmp_path: Path, configuration: str) -> None:
    made = written(tmp_path, mounted("deploy: {mode: global}"), configuration=configuration)
    assert "volumes" not in made.pod("web", "DaemonSet")
    assert made.verdict("T488") == {Verdict.REFUSED}


def test_an_external_volume_is_a_claim_that_is_there(tmp_path: Path) -> None:
    made = written(tmp_path, mounted(declared="{external: true, name: Shared_Data}"))
    assert ("PersistentVolumeClaim", "shared-data") not in made.manifests
    assert made.pod()["volumes"] == [{"name": "shared-data", "persistentVolumeClaim": {"claimName": "shared-data"}}]
    assert made.verdict("T491") == {None}
    assert made.verdict("T489") == set()  # it may hold data already


def test_a_driver_and_its_options_are_refused(tmp_path: Path) -> None:
    made = written(tmp_path, mounted(declared="{driver: rexray, driver_opts: {size: '20'}}"))
    assert len(made.said("T490")) == 2
    assert made.verdict("T490") == {Verdict.REFUSED}


def test_the_driver_local_and_labels(tmp_path: Path) -> None:
    made = written(tmp_path, mounted(declared="{driver: local, labels: {team: a}}"))
    assert made.body("PersistentVolumeClaim", "data")["metadata"]["annotations"] == {"team": "a"}
    assert made.lines("PersistentVolumeClaim", "data", "/metadata/name") == {6}


def test_one_volume_at_two_places_is_one_volume_of_the_pod(tmp_path: Path) -> None:
    text = (
        service('volumes: ["data:/a", {type: volume, source: data, target: /b, read_only: true, volume: {subpath: sub}}]')
        + DATA
    )
    made = written(tmp_path, text)
    assert len(made.pod()["volumes"]) == 1
    assert made.container()["volumeMounts"] == [
        {"name": "data", "mountPath": "/a"},
        {"name": "data", "mountPath": "/b", "subPath": "sub", "readOnly": True},
    ]


def test_an_anonymous_volume_lives_as_long_as_the_pod(tmp_path: Path) -> None:
    made = written(tmp_path, service("volumes: [/app/node_modules]"))
    assert made.pod()["volumes"] == [{"name": "anonymous-app-node-modules", "emptyDir": {}}]
    assert made.container()["volumeMounts"] == [{"name": "anonymous-app-node-modules", "mountPath": "/app/node_modules"}]
    assert made.verdict("T493") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    ("keys", "source"),
    [
        ("tmpfs: [/tmp]", {"medium": "Memory"}),
        ("tmpfs: ['/tmp:size=64m']", {"medium": "Memory", "sizeLimit": "64Mi"}),
        ("volumes: [{type: tmpfs, target: /tmp, tmpfs: {size: 1g, mode: 0o1777}}]", {"medium": "Memory", "sizeLimit": "1Gi"}),
    ],
)
def test_tmpfs_lies_in_memory(tmp_path: Path, keys: str, source: dict[str, str]) -> None:
    made = written(tmp_path, service(keys))
    assert made.pod()["volumes"] == [{"name": "tmpfs-tmp", "emptyDir": source}]
    assert made.container()["volumeMounts"] == [{"name": "tmpfs-tmp", "mountPath": "/tmp"}]
    assert made.codes() == []


def test_permissions_of_a_tmpfs_are_said(tmp_path: Path) -> None:
    made = written(tmp_path, service("tmpfs: ['/tmp:mode=700']"))
    assert made.verdict("T482") == {Verdict.APPROXIMATED}


def test_names_of_volumes_in_a_pod_do_not_collide(tmp_path: Path) -> None:
    text = service('volumes: ["host-etc-app:/data", "/etc/app:/etc/app"]') + "\nvolumes: {host-etc-app: {}}"
    made = written(tmp_path, text)
    assert [volume["name"] for volume in made.pod()["volumes"]] == ["host-etc-app", "host-etc-app-2"]
    assert [mount["name"] for mount in made.container()["volumeMounts"]] == ["host-etc-app", "host-etc-app-2"]


def test_a_volume_of_a_service_that_is_left_out_has_no_claim(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {web: {build: ., volumes: ['data:/data']}}\nvolumes: {data: {}}")
    assert made.kinds() == []
    assert made.verdict("T462") == {Verdict.IGNORED}


def test_two_volumes_that_become_one_name(tmp_path: Path) -> None:
    text = service('volumes: ["data:/a:nocopy", "Data:/b:nocopy"]') + "\nvolumes: {data: {}, Data: {}}"
    made = written(tmp_path, text)
    assert [mount["mountPath"] for mount in made.container()["volumeMounts"]] == ["/a"]
    assert made.verdict("T497") == {Verdict.REFUSED}


def test_a_size_of_zero_bounds_nothing(tmp_path: Path) -> None:
    made = written(tmp_path, service("volumes: [{type: tmpfs, target: /tmp, tmpfs: {size: 0}}]"))
    assert made.pod()["volumes"] == [{"name": "tmpfs-tmp", "emptyDir": {"medium": "Memory"}}]


@pytest.mark.parametrize("target", ["/", "/a:b"])
def test_where_nothing_can_be_mounted(tmp_path: Path, target: str) -> None:
    made = written(tmp_path, service(f"volumes: [{{type: tmpfs, target: '{target}'}}]"))
    assert "volumes" not in made.pod()
    assert made.verdict("T498") == {Verdict.REFUSED}


@pytest.mark.parametrize("subpath", ["/etc", "../other", "a/../../b"])
def test_a_subpath_that_leads_out_is_refused(tmp_path: Path, subpath: str) -> None:
    mount = f"{{type: volume, source: data, target: /data, volume: {{subpath: {subpath}, nocopy: true}}}}"
    made = written(tmp_path, service(f"volumes: [{mount}]") + DATA)
    assert "subPath" not in made.container()["volumeMounts"][0]
    assert made.verdict("T498") == {Verdict.REFUSED}
