"""Bind mounts: files beside the stack file, folders of data and paths of the host."""

import socket
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, service, written
from translator.model.finding import Verdict


def bound(*mounts: str, keys: str = "") -> str:
    """A service with binds."""
    return service("volumes: [" + ", ".join(f'"{mount}"' for mount in mounts) + "]\n" + keys)


def objects(made: Written, kind: str) -> list[Any]:
    """The objects of a kind."""
    return [manifest.body for key, manifest in made.manifests.items() if key[0] == kind]


@pytest.mark.parametrize(("mode", "codes"), [(":ro", []), ("", ["T496"])])
def test_a_single_file_is_mounted_alone_from_a_config_map(tmp_path: Path, mode: str, codes: list[str]) -> None:
    made = written(tmp_path, bound(f"./nginx.conf:/etc/nginx/nginx.conf{mode}"), files={"nginx.conf": "server {}\n"})
    (config,) = objects(made, "ConfigMap")
    assert config["data"] == {"nginx.conf": "server {}\n"}
    assert config["immutable"] is True
    assert made.pod()["volumes"] == [
        {"name": "files-nginx-conf", "configMap": {"name": config["metadata"]["name"], "defaultMode": 0o644}}
    ]
    assert made.container()["volumeMounts"] == [
        {"name": "files-nginx-conf", "mountPath": "/etc/nginx/nginx.conf", "subPath": "nginx.conf", "readOnly": True}
    ]
    assert made.codes() == codes


def test_a_read_only_folder_keeps_paths_modes_and_bytes(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"conf/a.ini": "a", "conf/sub/b c.sh": "b", "conf/logo.bin": b"\xff\x00"}
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    text = bound("./conf:/etc/app:ro")
    first = written(tmp_path, text, files=files)
    (tmp_path / "conf/sub/b c.sh").chmod(0o755)
    made = written(tmp_path, text)
    assert first.manifests.keys() == made.manifests.keys()  # the hash is of the content
    (config,) = objects(made, "ConfigMap")
    assert config["data"] == {"a.ini": "a", "sub_b_c.sh": "b"}
    assert {key: b64decode(value) for key, value in config["binaryData"].items()} == {"logo.bin": b"\xff\x00"}
    (volume,) = made.pod()["volumes"]
    assert volume["configMap"]["items"] == [
        {"key": "a.ini", "path": "a.ini", "mode": 0o644},
        {"key": "logo.bin", "path": "logo.bin", "mode": 0o644},
        {"key": "sub_b_c.sh", "path": "sub/b c.sh", "mode": 0o755},
    ]
    assert made.container()["volumeMounts"] == [{"name": "files-conf", "mountPath": "/etc/app", "readOnly": True}]
    assert made.codes() == []


def test_paths_that_share_a_key_are_numbered(tmp_path: Path) -> None:
    made = written(tmp_path, bound("./conf:/etc/app:ro"), files={"conf/a/b": "1", "conf/a_b": "2"})
    (config,) = objects(made, "ConfigMap")
    assert config["data"] == {"a_b": "1", "a_b_2": "2"}
    (volume,) = made.pod()["volumes"]
    assert volume["configMap"]["items"] == [{"key": "a_b", "path": "a/b"}, {"key": "a_b_2", "path": "a_b"}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tls.key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"),
        ("server.pem", "x\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n"),
        (".env", "PASSWORD=hunter2\n"),
        ("prod.env", "PASSWORD=hunter2\n"),
        ("store.p12", "\x00"),
    ],
)
def test_a_private_key_or_dotenv_file_becomes_a_secret(tmp_path: Path, name: str, content: str) -> None:
    made = written(tmp_path, bound(f"./{name}:/etc/app/{name}:ro"), files={name: content})
    (secret,) = objects(made, "Secret")
    assert objects(made, "ConfigMap") == []
    assert b64decode(secret["data"][name]) == content.encode()
    (volume,) = made.pod()["volumes"]
    assert volume["secret"]["secretName"] == secret["metadata"]["name"]
    assert "hunter2" not in repr(made.findings)
    assert "hunter2" not in repr(made.manifests["Deployment", "web"])


@pytest.mark.parametrize("name", ["tls.crt", "environment.txt", "keys.json"])
def test_other_files_become_a_config_map(tmp_path: Path, name: str) -> None:
    made = written(tmp_path, bound(f"./{name}:/x:ro"), files={name: "-----BEGIN CERTIFICATE-----\nx\n"})
    assert len(objects(made, "ConfigMap")) == 1


def test_files_that_two_services_mount_are_one_object(tmp_path: Path) -> None:
    text = "services: {a: {image: a, volumes: ['./c.ini:/c:ro']}, b: {image: b, volumes: ['c.ini:/d:ro', './c.ini:/e:ro']}}"
    made = written(tmp_path, text.replace("'c.ini:/d:ro', ", ""), files={"c.ini": "x"})
    (config,) = objects(made, "ConfigMap")
    assert "app.kubernetes.io/name" not in config["metadata"]["labels"]


def test_what_is_too_large_is_refused_with_advice(tmp_path: Path) -> None:
    made = written(tmp_path, bound("./big:/big:ro"), files={"big": b"x" * (1024 * 1024 + 1)})
    assert "volumes" not in made.pod()
    assert made.verdict("T497") == {Verdict.REFUSED}


@pytest.mark.parametrize(("files", "mount"), [({"data/x": "1"}, "./data:/data"), ({}, "./data:/data"), ({}, "./data:/data:ro")])
def test_a_folder_that_is_written_or_missing_is_a_claim(tmp_path: Path, files: dict[str, str | bytes], mount: str) -> None:
    made = written(tmp_path, bound(mount), files=files)
    assert made.kinds() == [("Deployment", "web"), ("PersistentVolumeClaim", "data")]
    assert made.pod()["volumes"] == [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]
    assert made.spec("Deployment", "web")["strategy"] == {"type": "Recreate"}
    assert made.verdict("T496") == {Verdict.APPROXIMATED}


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, bound("./nginx.conf:/etc/nginx/nginx.conf"))
    assert made.kinds() == [("Deployment", "web")]
    assert made.verdict("T497") == {Verdict.REFUSED}


def test_a_folder_that_docker_may_not_create_is_refused_where_it_is_missing(tmp_path: Path) -> None:
    mount = "{type: bind, source: ./data, target: /data, bind: {create_host_path: false}}"
    made = written(tmp_path, service(f"volumes: [{mount}]"))
    assert made.verdict("T497") == {Verdict.REFUSED}


def test_the_configuration_knows_a_folder_by_its_path_or_its_claim(tmp_path: Path) -> None:
    text = bound("./data:/data", keys="deploy: {replicas: 2}")
    assert written(tmp_path, text).verdict("T487") == {Verdict.REFUSED}
    for key in ("./data", "data"):
        made = written(tmp_path, text, configuration=f"volumes: {{{key}: {{mode: shared, size: 3Gi}}}}")
        assert made.spec("PersistentVolumeClaim", "data")["accessModes"] == ["ReadWriteMany"]
        assert made.spec("PersistentVolumeClaim", "data")["resources"]["requests"]["storage"] == "3Gi"


def test_a_folder_does_not_take_the_name_of_a_volume(tmp_path: Path) -> None:
    text = bound("data:/a:nocopy", "./data:/b") + "\nvolumes: {data: {}}"
    claims = [name for kind, name in written(tmp_path, text).kinds() if kind == "PersistentVolumeClaim"]
    assert claims[0] == "data"
    assert len(claims) == 2
    assert claims[1].startswith("data-")


@pytest.mark.parametrize(
    ("mount", "host", "read_only"),
    [
        ("/srv/shop:/data", {"path": "/srv/shop", "type": "DirectoryOrCreate"}, None),
        ("/:/host:ro", {"path": "/", "type": "Directory"}, True),
        ("/etc/localtime:/etc/localtime:ro", {"path": "/etc/localtime", "type": "File"}, True),
        ("/var/run:/var/run:rw", {"path": "/var/run", "type": "Directory"}, None),
        ("/dev/fuse:/dev/fuse", {"path": "/dev/fuse"}, None),
    ],
)
def test_a_path_of_the_host_is_a_path_of_the_node(
    tmp_path: Path, mount: str, host: dict[str, str], read_only: bool | None
) -> None:
    made = written(tmp_path, bound(mount))
    (volume,) = made.pod()["volumes"]
    assert volume["hostPath"] == host
    (found,) = made.container()["volumeMounts"]
    assert found.get("readOnly") is read_only
    assert made.verdict("T494") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize("socket", ["/var/run/docker.sock", "/run/docker.sock", "/run/cri-dockerd.sock"])
def test_the_socket_of_the_runtime_is_refused(tmp_path: Path, socket: str) -> None:
    made = written(tmp_path, bound(f"{socket}:/var/run/docker.sock"))
    assert "volumes" not in made.pod()
    assert made.verdict("T495") == {Verdict.REFUSED}


@pytest.mark.parametrize(
    ("mode", "privileged", "propagation"),
    [
        ("rshared", True, "Bidirectional"),
        ("rshared", False, None),
        ("rslave", False, "HostToContainer"),
        ("private", False, "None"),
    ],
)
def test_propagation(tmp_path: Path, mode: str, privileged: bool, propagation: str | None) -> None:
    made = written(tmp_path, bound(f"/srv:/srv:{mode}", keys=f"privileged: {str(privileged).lower()}"))
    (mount,) = made.container()["volumeMounts"]
    assert mount.get("mountPropagation") == propagation
    assert (made.verdict("T497") == {Verdict.REFUSED}) is (propagation is None)


def test_propagation_of_a_claim_has_no_effect(tmp_path: Path) -> None:
    made = written(tmp_path, bound("./data:/data:rslave"))
    assert "mountPropagation" not in made.container()["volumeMounts"][0]
    assert made.verdict("T462") == {Verdict.IGNORED}


def test_a_socket_beside_the_stack_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("app.sock")
        made = written(tmp_path, bound("./app.sock:/run/app.sock"))
    assert "volumes" not in made.pod()
    assert made.verdict("T497") == {Verdict.REFUSED}


def test_a_host_path_that_climbs_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, bound("/srv/../etc:/etc/host"))
    assert "volumes" not in made.pod()
    assert made.verdict("T497") == {Verdict.REFUSED}


def test_one_path_of_the_host_at_two_places_is_one_volume(tmp_path: Path) -> None:
    made = written(tmp_path, bound("/srv/x:/a", "/srv/x/:/b"))
    assert [volume["name"] for volume in made.pod()["volumes"]] == ["host-srv-x"]
    assert [mount["name"] for mount in made.container()["volumeMounts"]] == ["host-srv-x", "host-srv-x"]


def test_an_empty_folder_is_data(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    made = written(tmp_path, bound("./conf:/etc/app:ro"))
    assert ("PersistentVolumeClaim", "conf") in made.manifests
    assert "is empty" in made.said("T496")[0]


def test_a_name_that_a_config_map_cannot_show_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, bound("./conf:/etc/app:ro"), files={"conf/..hidden": "x"})
    assert "volumes" not in made.pod()
    assert made.verdict("T497") == {Verdict.REFUSED}


def test_a_file_and_a_config_of_one_name_and_content_are_one_object(tmp_path: Path) -> None:
    text = bound("./site:/a:ro", keys="configs: [{source: site, target: /b}]") + "\nconfigs: {site: {content: x}}"
    made = written(tmp_path, text, files={"site": "x"})
    assert len(objects(made, "ConfigMap")) == 1
    assert len(made.container()["volumeMounts"]) == 2
