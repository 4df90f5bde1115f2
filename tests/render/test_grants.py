"""Configs and secrets in a container, and mounts that stand in each other's way."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, service, written
from translator.model.finding import Verdict

OBJECTS = "\nconfigs: {site: {content: hello}}\nsecrets: {key: {file: ./key.txt}}"
FILES: dict[str, str | bytes] = {"key.txt": "hunter2"}


def granted(folder: Path, keys: str) -> Written:
    """A service that uses a config or a secret."""
    return written(folder, service(keys) + OBJECTS, files=FILES)


@pytest.mark.parametrize(
    ("keys", "path", "mode"),
    [
        ("secrets: [key]", "/run/secrets/key", 0o444),
        ("secrets: [{source: key, target: db_password}]", "/run/secrets/db_password", 0o444),
        ("secrets: [{source: key, target: /etc/ssl/key.pem, mode: 0o400}]", "/etc/ssl/key.pem", 0o400),
        ("configs: [site]", "/site", 0o444),
        ("configs: [{source: site, target: /etc/site.ini, mode: 0o440}]", "/etc/site.ini", 0o440),
        ("configs: [{source: site, target: etc/site.ini}]", "/etc/site.ini", 0o444),
    ],
)
def test_each_is_one_file_by_sub_path(tmp_path: Path, keys: str, path: str, mode: int) -> None:
    made = granted(tmp_path, keys)
    (mount,) = made.container()["volumeMounts"]
    (volume,) = made.pod()["volumes"]
    source: dict[str, Any] = volume.get("secret") or volume["configMap"]
    name = source.get("secretName") or source["name"]
    kind = "Secret" if "secret" in volume else "ConfigMap"
    body = made.body(kind, name)
    assert (mount["mountPath"], mount["readOnly"], source["defaultMode"]) == (path, True, mode)
    assert mount["subPath"] in body["data"]
    assert body["immutable"] is True
    assert made.codes() == []


def test_nothing_is_mounted_at_or_above_run_secrets(tmp_path: Path) -> None:
    made = granted(tmp_path, "secrets: [key]\nconfigs: [site]")
    paths = [mount["mountPath"] for mount in made.container()["volumeMounts"]]
    assert not {"/", "/run", "/run/secrets", "/var/run", "/var/run/secrets"}.intersection(paths)


def test_one_secret_at_two_places_is_one_volume(tmp_path: Path) -> None:
    made = granted(tmp_path, "secrets: [key, {source: key, target: other}, {source: key, target: third, mode: 0o400}]")
    assert [volume["name"] for volume in made.pod()["volumes"]] == ["secret-key", "secret-key-400"]
    assert [mount["name"] for mount in made.container()["volumeMounts"]] == ["secret-key", "secret-key", "secret-key-400"]


def test_the_owner_of_the_file_is_said(tmp_path: Path) -> None:
    made = granted(tmp_path, "secrets: [{source: key, uid: '1000', gid: '1000'}]")
    assert len(made.said("T482")) == 2
    assert made.verdict("T482") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    ("keys", "group"),
    [
        ("user: '1000:2000'\nsecrets: [{source: key, mode: 0o440}]", 2000),
        ("user: '1000'\nsecrets: [{source: key, mode: 0o400, uid: '1000'}]", 1000),
        ("user: '1000'\nconfigs: [{source: site, mode: 0o640}]", 1000),
        ("secrets: [{source: key, mode: 0o440, uid: '33', gid: '44'}]", 44),
        ("secrets: [{source: key, mode: 0o400, uid: '33'}]", 33),
        ("user: '1000'\nsecrets: [key]", None),
        ("user: '0'\nsecrets: [{source: key, mode: 0o400}]", None),
        ("secrets: [{source: key, mode: 0o400}]", None),
        ("secrets: [{source: key, mode: 0o400, uid: '0', gid: '0'}]", None),
        ("secrets: [{source: key, mode: 0o444, gid: '44'}]", None),
        ("secrets: [{source: key, mode: 0o440, gid: '44'}]\nvolumes: ['data:/data:nocopy']", None),
    ],
)
def test_a_file_that_not_everybody_may_read_belongs_to_a_group_of_the_pod(tmp_path: Path, keys: str, group: int | None) -> None:
    made = written(tmp_path, service(keys) + OBJECTS + "\nvolumes: {data: }", files=FILES)
    assert made.pod().get("securityContext", {}).get("fsGroup") == group


def test_a_path_is_mounted_once(tmp_path: Path) -> None:
    made = granted(tmp_path, "volumes: ['/srv/x:/run/secrets/key/']\nsecrets: [key]")
    assert [mount["name"] for mount in made.container()["volumeMounts"]] == ["host-srv-x"]
    assert made.verdict("T498") == {Verdict.REFUSED}


@pytest.mark.parametrize("target", ["/etc/app/more.ini", "/etc/app/sub/deep.ini"])
def test_nothing_is_mounted_below_files_where_there_is_nothing_to_mount_it_on(tmp_path: Path, target: str) -> None:
    text = service(f"volumes: ['./conf:/etc/app:ro']\nconfigs: [{{source: site, target: {target}}}]") + OBJECTS
    made = written(tmp_path, text, files=FILES | {"conf/a.ini": "a"})
    assert [mount["mountPath"] for mount in made.container()["volumeMounts"]] == ["/etc/app"]
    assert made.verdict("T498") == {Verdict.REFUSED}


@pytest.mark.parametrize("target", ["/etc/app/a.ini", "/etc/app/sub"])
def test_what_is_there_can_be_mounted_over(tmp_path: Path, target: str) -> None:
    text = service(f"volumes: ['./conf:/etc/app:ro']\nconfigs: [{{source: site, target: {target}}}]") + OBJECTS
    made = written(tmp_path, text, files=FILES | {"conf/a.ini": "a", "conf/sub/b.ini": "b"})
    assert len(made.container()["volumeMounts"]) == 2
    assert made.codes() == []


def test_below_a_path_of_the_host_anything_can_be_mounted(tmp_path: Path) -> None:
    made = granted(tmp_path, "volumes: ['/srv/app:/etc/app:ro']\nconfigs: [{source: site, target: /etc/app/a.ini}]")
    assert len(made.container()["volumeMounts"]) == 2


def test_a_grant_of_an_external_secret(tmp_path: Path) -> None:
    made = written(tmp_path, service("secrets: [token]") + "\nsecrets: {token: {external: true}}")
    (volume,) = made.pod()["volumes"]
    assert volume["secret"]["secretName"] == "token"
    assert made.container()["volumeMounts"][0]["mountPath"] == "/run/secrets/token"


def test_a_grant_of_what_is_not_written_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, service("configs: [site]") + "\nconfigs: {site: {external: true, name: '_'}}")
    assert "volumes" not in made.pod()
    assert made.verdict("T497") == {Verdict.REFUSED}
