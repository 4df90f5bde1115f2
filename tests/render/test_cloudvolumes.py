"""Volumes of Container Service on OSS, NAS and cloud disks: PersistentVolumes, claims that are bound to them, and Secrets."""

from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

OSS = """
  data:
    driver: ossfs
    driver_opts:
      bucket: b1
      url: oss-cn-hangzhou-internal.aliyuncs.com
      ak_id: LTAI1
      ak_secret: hunter2
      no_stat_cache: "true"
"""
NAS = "storage: {bindings: {data: {type: nas, server: 'x.nas.aliyuncs.com:/k8s'}}}"
DISK = "storage: {bindings: {data: {type: disk, disk: d-1, zone: cn-hangzhou-b, fs_type: xfs, size: 40Gi}}}"


def mounting(
    tmp_path: Path, volumes: str = "", *, mount: str = "data:/data", scale: int = 1, configuration: str = ""
) -> Written:
    """A stack of `web` with one mount."""
    text = f"""
services:
  web:
    image: nginx:1.27
    volumes: ["{mount}"]
    labels: {{aliyun.scale: "{scale}"}}
{"volumes:" if volumes else ""}{volumes}
"""
    return written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack", configuration=configuration)


def volume(made: Written) -> Any:
    """The one PersistentVolume."""
    ((_, name),) = [key for key in made.manifests if key[0] == "PersistentVolume"]
    return made.spec("PersistentVolume", name)


def test_oss(tmp_path: Path) -> None:
    made = mounting(tmp_path, OSS, scale=3, configuration="target: {namespace: shop}")
    ((_, secret),) = [key for key in made.manifests if key[0] == "Secret"]
    assert volume(made) == {
        "capacity": {"storage": "5Gi"},
        "accessModes": ["ReadWriteMany"],
        "persistentVolumeReclaimPolicy": "Retain",
        "storageClassName": "",
        "csi": {
            "driver": "ossplugin.csi.alibabacloud.com",
            "volumeHandle": "shop-data",
            "volumeAttributes": {
                "bucket": "b1",
                "url": "oss-cn-hangzhou-internal.aliyuncs.com",
                "otherOpts": "-o max_stat_cache_size=0 -o allow_other",
                "path": "/",
            },
            "nodePublishSecretRef": {"name": secret, "namespace": "shop"},
        },
    }
    assert b64decode(made.body("Secret", secret)["data"]["akSecret"]) == b"hunter2"
    claim = made.spec("PersistentVolumeClaim", "data")
    assert (claim["volumeName"], claim["storageClassName"], claim["accessModes"]) == ("shop-data", "", ["ReadWriteMany"])
    assert "hunter2" not in str(made.findings)
    assert made.verdict("T381") == {Verdict.APPROXIMATED}
    assert made.verdict("T383") == {None}


def test_renewed_keys_are_under_the_name_that_the_volume_has(tmp_path: Path) -> None:
    """The API server refuses to change `spec.csi` of a PersistentVolume, so the Secret must keep its name."""
    before, after = (mounting(tmp_path, OSS.replace("hunter2", key), scale=3) for key in ("first", "second"))
    assert volume(before) == volume(after)
    assert volume(after)["csi"]["nodePublishSecretRef"]["name"] == "shop-data-keys"
    secret = after.body("Secret", "shop-data-keys")
    assert b64decode(secret["data"]["akSecret"]) == b"second"
    assert "immutable" not in secret


def test_nas_by_the_configuration(tmp_path: Path) -> None:
    found = volume(mounting(tmp_path, configuration=NAS))
    assert found["csi"]["volumeAttributes"] == {"server": "x.nas.aliyuncs.com", "path": "/k8s"}
    assert found["mountOptions"] == ["nolock,tcp,noresvport", "vers=3"]


def test_a_disk_has_a_zone(tmp_path: Path) -> None:
    found = volume(mounting(tmp_path, configuration=DISK))
    assert (found["capacity"], found["accessModes"]) == ({"storage": "40Gi"}, ["ReadWriteOnce"])
    assert found["csi"] == {"driver": "diskplugin.csi.alibabacloud.com", "volumeHandle": "d-1", "fsType": "xfs"}
    (term,) = found["nodeAffinity"]["required"]["nodeSelectorTerms"]
    zone = {"key": "topology.diskplugin.csi.alibabacloud.com/zone", "operator": "In", "values": ["cn-hangzhou-b"]}
    assert term["matchExpressions"] == [zone]


def test_a_disk_is_not_shared(tmp_path: Path) -> None:
    made = mounting(tmp_path, scale=2, configuration=DISK)
    assert ("PersistentVolume", "shop-data") not in made.manifests
    assert made.verdict("T487") == {Verdict.REFUSED}


@pytest.mark.parametrize(
    ("volumes", "bindings", "source"),
    [
        (
            OSS,
            "",
            {
                "driver": "alicloud/oss",
                "options": {
                    "bucket": "b1",
                    "url": "oss-cn-hangzhou-internal.aliyuncs.com",
                    "otherOpts": "-o max_stat_cache_size=0 -o allow_other",
                    "path": "/",
                },
            },
        ),
        (
            "",
            "data: {type: disk, disk: d-1, fs_type: ext4}",
            {"driver": "alicloud/disk", "fsType": "ext4", "options": {"volumeId": "d-1"}},
        ),
        (
            "",
            "data: {type: nas, server: x, options: nolock}",
            {"driver": "alicloud/nas", "options": {"server": "x", "path": "/", "options": "nolock"}},
        ),
    ],
)
def test_the_older_plugin(tmp_path: Path, volumes: str, bindings: str, source: dict[str, Any]) -> None:
    configuration = f"storage: {{driver: flexvolume, bindings: {{{bindings}}}}}"
    found = volume(mounting(tmp_path, volumes, configuration=configuration))["flexVolume"]
    assert {key: value for key, value in found.items() if key != "secretRef"} == source


def test_the_older_plugin_finds_a_disk_by_the_name_of_its_volume(tmp_path: Path) -> None:
    """ACK user guide, static volumes of cloud disks: name and label of the PersistentVolume are the id of the disk."""
    made = mounting(tmp_path, configuration="storage: {driver: flexvolume, bindings: {data: {type: disk, disk: d-1}}}")
    assert made.body("PersistentVolume", "d-1")["metadata"]["labels"]["alicloud-pvname"] == "d-1"
    assert made.spec("PersistentVolumeClaim", "data")["volumeName"] == "d-1"


def test_the_older_plugin_is_given_secrets_of_its_name_alone(tmp_path: Path) -> None:
    """kubernetes, pkg/volume/util, GetSecretForPV: "Cannot get secret of type"."""
    made = mounting(tmp_path, OSS, configuration="storage: {driver: flexvolume}")
    assert made.body("Secret", "shop-data-keys")["type"] == "alicloud/oss"
    assert mounting(tmp_path, OSS).body("Secret", "shop-data-keys")["type"] == "Opaque"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ('no_stat_cache: "true"', "-o max_stat_cache_size=0 -o allow_other"),
        ('no_stat_cache: "false"', "-o allow_other"),
        ('no_stat_cache: "true", other_opts: -o umask=022', "-o max_stat_cache_size=0 -o umask=022"),
        ('no_stat_cache: "false", other_opts: -o umask=022', "-o umask=022"),
        ('no_stat_cache: "true", other_opts: -o max_stat_cache_size=5', "-o max_stat_cache_size=5"),
        ("other_opts: -o umask=022", "-o umask=022"),
    ],
)
def test_options_of_oss(tmp_path: Path, options: str, expected: str) -> None:
    made = mounting(tmp_path, f"\n  data: {{driver: ossfs, driver_opts: {{bucket: b, url: u, {options}}}}}")
    assert volume(made)["csi"]["volumeAttributes"]["otherOpts"] == expected


@pytest.mark.parametrize(
    "volumes",
    [
        "\n  data: {driver: nas}",
        "\n  data: {driver: ossfs, driver_opts: {bucket: b}}",
        "\n  data: {driver: disk, driver_opts: {size: 20}}",
    ],
)
def test_storage_that_nothing_names(tmp_path: Path, volumes: str) -> None:
    made = mounting(tmp_path, volumes)
    assert made.verdict("T382") == {Verdict.REFUSED}
    assert not [key for key in made.manifests if key[0].startswith("PersistentVolume")]


@pytest.mark.parametrize(
    ("mount", "sub_path"),
    [("/mnt/acs_mnt/nas/data:/d", None), ("/mnt/acs_mnt/nas/data/a/b/:/d", "a/b"), ("/mnt/acs_mnt/ossfs/data/x:/d", "x")],
)
def test_host_paths_of_cloud_volumes(tmp_path: Path, mount: str, sub_path: str | None) -> None:
    made = mounting(tmp_path, mount=mount, configuration=NAS)
    (found,) = made.container()["volumeMounts"]
    assert (found["mountPath"], found.get("subPath")) == ("/d", sub_path)
    assert made.pod()["volumes"][0]["persistentVolumeClaim"] == {"claimName": "data"}
    assert made.verdict("T384") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize("mount", ["/mnt/acs_mnt/nas:/d", "/mnt/acs_mnt/nas/../x:/d", "/mnt/other/nas/data:/d"])
def test_other_host_paths_stay(tmp_path: Path, mount: str) -> None:
    assert mounting(tmp_path, mount=mount, configuration=NAS).verdict("T384") == set()


@pytest.mark.parametrize(
    ("mount", "told"),
    [
        ("/mnt/acs_mnt:/d", True),
        ("/mnt/acs_mnt/nas/:/d", True),
        ("/mnt/acs_mnt/ossfs:/d:ro", True),
        ("/mnt/acs_mnt/other:/d", False),
        ("/mnt:/d", False),
    ],
)
def test_a_folder_of_all_cloud_volumes_is_refused(tmp_path: Path, mount: str, told: bool) -> None:
    assert mounting(tmp_path, mount=mount, configuration=NAS).verdict("T395") == ({Verdict.REFUSED} if told else set())
