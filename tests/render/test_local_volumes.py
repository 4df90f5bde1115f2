"""Volumes with the options of Docker's driver `local`, which mounts what `mount -t TYPE -o O DEVICE` would."""

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, service, written
from translator.model.finding import Verdict


def made(folder: Path, definition: str, configuration: str = "", more: str = "") -> Written:
    """A service that mounts the volume `data`."""
    return written(
        folder, service(f'volumes: ["data:/data"]\n{more}') + f"\nvolumes: {{data: {definition}}}", configuration=configuration
    )


def source(found: Written) -> Any:
    """The volume of the Pod, without its name."""
    (volume,) = found.pod()["volumes"]
    return {key: value for key, value in volume.items() if key != "name"}


NFS = "{driver: local, driver_opts: {type: nfs, o: 'addr=10.0.0.8,rw,nolock,soft', device: ':/exports/data'}}"


def test_an_nfs_export_is_a_persistent_volume_of_that_export(tmp_path: Path) -> None:
    found = made(tmp_path, NFS)
    # PersistentVolumeSpec: nfs.server, nfs.path, mountOptions; the class is empty so that nothing is provisioned.
    assert found.spec("PersistentVolume", "shop-data") == {
        "capacity": {"storage": "1Gi"},
        "accessModes": ["ReadWriteMany"],
        "persistentVolumeReclaimPolicy": "Retain",
        "storageClassName": "",
        "mountOptions": ["nolock", "soft"],
        "nfs": {"server": "10.0.0.8", "path": "/exports/data"},
    }
    assert found.spec("PersistentVolumeClaim", "data") == {
        "accessModes": ["ReadWriteMany"],
        "storageClassName": "",
        "volumeName": "shop-data",
        "resources": {"requests": {"storage": "1Gi"}},
    }
    assert source(found) == {"persistentVolumeClaim": {"claimName": "data"}}
    assert found.codes() == []


@pytest.mark.parametrize(
    ("options", "server", "path", "mount"),
    [
        ("type: nfs4, o: 'addr=files,rw', device: ':/a'", "files", "/a", ["nfsvers=4"]),
        ("type: nfs4, o: 'addr=files,vers=4.1', device: ':/a'", "files", "/a", ["vers=4.1"]),
        ("type: nfs, o: 'addr=10.0.0.8,ro', device: 'files:/a/b'", "10.0.0.8", "/a/b", ["ro"]),
        ("type: nfs, device: 'files:/a'", "files", "/a", None),
        ("type: nfs, o: addr=files, device: /a", "files", "/a", None),
    ],
)
def test_forms_of_nfs(tmp_path: Path, options: str, server: str, path: str, mount: list[str] | None) -> None:
    spec = made(tmp_path, f"{{driver_opts: {{{options}}}}}").spec("PersistentVolume", "shop-data")
    assert spec["nfs"] == {"server": server, "path": path}
    assert spec.get("mountOptions") == mount


def test_several_pods_share_an_nfs_export(tmp_path: Path) -> None:
    found = made(tmp_path, NFS, more="deploy: {replicas: 3}")
    assert found.spec("Deployment", "web")["replicas"] == 3
    assert found.codes() == []


def test_the_size_of_a_file_server_is_that_of_the_configuration(tmp_path: Path) -> None:
    found = made(tmp_path, NFS, "volumes: {data: {size: 50Gi}}")
    assert found.spec("PersistentVolume", "shop-data")["capacity"] == {"storage": "50Gi"}


def test_a_share_of_windows_is_a_volume_of_the_smb_driver(tmp_path: Path) -> None:
    options = "type: cifs, o: 'username=clerk,password=open-sesame,addr=10.0.0.9,vers=3.0', device: '//files/share'"
    found = made(tmp_path, f"{{driver_opts: {{{options}}}}}")
    spec = found.spec("PersistentVolume", "shop-data")
    ((_, secret),) = [key for key in found.manifests if key[0] == "Secret"]
    assert spec["csi"] == {
        "driver": "smb.csi.k8s.io",
        "volumeHandle": "shop-data",
        "volumeAttributes": {"source": "//files/share"},
        "nodeStageSecretRef": {"name": secret, "namespace": "default"},
    }
    assert spec["mountOptions"] == ["ip=10.0.0.9", "vers=3.0"]
    data = found.body("Secret", secret)["data"]
    assert {key: base64.b64decode(value) for key, value in data.items()} == {"username": b"clerk", "password": b"open-sesame"}
    assert found.verdict("T236") == {Verdict.APPROXIMATED}
    assert not [finding for finding in found.findings if "open-sesame" in finding.message + finding.help]


def test_a_volume_in_memory_is_memory_of_each_pod(tmp_path: Path) -> None:
    found = made(tmp_path, "{driver_opts: {type: tmpfs, device: tmpfs, o: 'size=100m,uid=1000'}}")
    assert source(found) == {"emptyDir": {"medium": "Memory", "sizeLimit": "100Mi"}}
    assert found.said("T237") == ["the volume data is memory: each Pod has its own, empty at its start; uid cannot be chosen"]
    assert found.kinds() == [("Deployment", "web")]


def test_a_bind_is_a_path_of_the_node_that_must_be_there(tmp_path: Path) -> None:
    found = made(tmp_path, "{driver_opts: {type: none, o: bind, device: /srv/data/}}")
    assert source(found) == {"hostPath": {"path": "/srv/data", "type": "Directory"}}
    assert found.verdict("T494") == {Verdict.APPROXIMATED}


def test_a_bind_of_a_folder_of_the_project_is_a_claim(tmp_path: Path) -> None:
    found = made(tmp_path, "{driver_opts: {type: none, o: bind, device: ./data}}")
    assert source(found) == {"persistentVolumeClaim": {"claimName": "data"}}
    assert found.verdict("T237") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("type: ext4, device: /dev/sdb1", "mounts a file system of /dev/sdb1 of type ext4, which one Docker host has"),
        ("type: nfs, o: addr=files", "is on NFS, but its options do not name a server and a path"),
        ("type: nfs, device: ':/a'", "is on NFS, but its options do not name a server and a path"),
        ("type: cifs, device: /share", "is a share of Windows, but its device does not name one"),
        ("type: cifs, device: //a/b, o: credentials=/etc/c", "reads its credentials from a file of the Docker host"),
        ("o: bind", "is a bind, but has no device to say of what"),
        ("o: bind, device: /a/../b", 'has a device with "..", which a path of a node must not have'),
        ("o: 'size=10g'", "mounts a file system of type none, which one Docker host has"),
    ],
)
def test_options_without_a_counterpart_are_refused(tmp_path: Path, options: str, said: str) -> None:
    found = made(tmp_path, f"{{driver_opts: {{{options}}}}}")
    assert found.verdict("T245") == {Verdict.REFUSED}
    assert set(found.said("T245")) == {f"the volume data {said}"}
    assert source(found) == {"persistentVolumeClaim": {"claimName": "data"}}


def test_an_option_that_the_driver_does_not_have(tmp_path: Path) -> None:
    found = made(tmp_path, "{driver_opts: {size: 10g}}")
    assert found.said("T245") == ["the option size of the volume data is none that the driver local has: type, o, device"]


@pytest.mark.parametrize("definition", [NFS, "{driver: rexray, driver_opts: {size: '20'}}"])
def test_the_configuration_chooses_in_place_of_a_driver(tmp_path: Path, definition: str) -> None:
    found = made(tmp_path, definition, "volumes: {data: {storage_class: fast}}")
    assert found.spec("PersistentVolumeClaim", "data")["storageClassName"] == "fast"
    assert found.verdict("T238") == {Verdict.IGNORED}
    assert found.codes("T489", "T492") == []
    assert "PersistentVolume" not in {kind for kind, _ in found.manifests}
