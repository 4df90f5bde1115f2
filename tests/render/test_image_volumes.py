"""Volumes of the type image, and what binds make of mounts below them, by the version of Kubernetes."""

from pathlib import Path

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict

IMAGE = "volumes: [{type: image, source: 'library/tools:2', target: /opt/tools, image: {subpath: bin}}]"


def test_the_files_of_an_image(tmp_path: Path) -> None:
    made = written(tmp_path, service(IMAGE), configuration="images: {rewrites: {library/: registry.example.com/}}")
    # VolumeSource.image since 1.35 by default; VolumeMount.subPath for it since 1.33.
    (volume,) = made.pod()["volumes"]
    assert volume["image"] == {"reference": "registry.example.com/tools:2"}
    assert made.container()["volumeMounts"] == [{"name": volume["name"], "mountPath": "/opt/tools", "subPath": "bin"}]
    assert made.codes() == []


def test_older_versions_have_none(tmp_path: Path) -> None:
    made = written(tmp_path, service(IMAGE), kubernetes="1.34")
    assert "volumes" not in made.pod()
    assert made.verdict("T225") == {Verdict.REFUSED}


def bind(recursive: str, more: str = "") -> str:
    return service(f"volumes: [{{type: bind, source: /mnt, target: /mnt, bind: {{recursive: {recursive}}}{more}}}]")


@pytest.mark.parametrize(
    ("recursive", "more", "kubernetes", "field", "refused"),
    [
        ("enabled", "", "1.35", None, set()),
        ("writable", ", read_only: true", "1.35", None, set()),
        ("readonly", ", read_only: true", "1.33", "Enabled", set()),
        ("readonly", ", read_only: true", "1.32", None, {Verdict.REFUSED}),
        ("readonly", "", "1.35", None, {Verdict.REFUSED}),
        ("disabled", "", "1.35", None, {Verdict.REFUSED}),
    ],
)
def test_mounts_below_a_bind(
    tmp_path: Path, recursive: str, more: str, kubernetes: str, field: str | None, refused: set[Verdict]
) -> None:
    made = written(tmp_path, bind(recursive, more), kubernetes=kubernetes)
    (mount,) = made.container()["volumeMounts"]
    assert mount.get("recursiveReadOnly") == field
    assert made.verdict("T225") == refused


@pytest.mark.parametrize("option", ["z", "Z"])
def test_labels_of_selinux_are_work_for_the_nodes(tmp_path: Path, option: str) -> None:
    made = written(tmp_path, service(f"volumes: ['/srv/data:/data:{option}']"))
    (finding,) = [finding for finding in made.findings if finding.code == "T226"]
    assert finding.verdict is Verdict.IGNORED
    assert finding.help == "on nodes with SELinux: chcon -Rt container_file_t /srv/data"
