"""What lies at the source of a bind: read beside the stack file alone, within limits, links followed to their end."""

import os
import socket
import stat
from pathlib import Path

import pytest

from tests.normalize.trees import refusals, service
from translator.model.finding import Finding
from translator.model.mount import HostPath
from translator.normalize.disk import ENTRIES, LIMIT


def look(written: str, directory: Path, *roots: Path) -> tuple[HostPath | None, list[Finding]]:
    web, findings = service(f"volumes: ['{written}']", directory=directory, roots=roots)
    return (web.mounts[0].host if web.mounts else None), findings


def seen(written: str, directory: Path, *roots: Path) -> HostPath:
    found, findings = look(written, directory, *roots)
    assert findings == []
    assert found is not None
    return found


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "nginx.conf").write_bytes(b"server {}\xff")
    (tmp_path / "nginx.conf").chmod(0o640)
    found = seen("./nginx.conf:/etc/nginx.conf:ro", tmp_path)
    assert (found.kind, found.oversize) == ("file", False)
    assert [(file.path, file.content, file.mode) for file in found.files] == [("", b"server {}\xff", 0o640)]


def test_a_folder_with_folders(tmp_path: Path) -> None:
    (tmp_path / "conf" / "sub" / "deep").mkdir(parents=True)
    for name in ("b", "a", "sub/c", "sub/deep/d"):
        (tmp_path / "conf" / name).write_text(name)
    found = seen("./conf:/conf:ro", tmp_path)
    assert found.kind == "directory"
    assert [file.path for file in found.files] == ["a", "b", "sub/c", "sub/deep/d"]


def test_an_empty_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert seen("./data:/data", tmp_path) == HostPath("directory")


def test_what_is_missing(tmp_path: Path) -> None:
    assert seen("./nothing:/data", tmp_path) == HostPath("missing")


def test_a_path_of_the_host_is_not_looked_at(tmp_path: Path) -> None:
    assert seen("/etc/hostname:/etc/hostname:ro", tmp_path) == HostPath("absolute")


def test_an_absolute_path_of_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert seen(f"{tmp_path}/x:/x", tmp_path).kind == "file"


def test_an_allowed_folder_is_read(tmp_path: Path) -> None:
    project, shared = tmp_path / "project", tmp_path / "shared"
    project.mkdir()
    shared.mkdir()
    (shared / "x").write_text("x")
    assert refusals(look("../shared/x:/x", project)[1]) == ["T271"]
    assert seen("../shared/x:/x", project, shared).kind == "file"
    assert seen(f"{shared}/x:/x", project, shared).kind == "file"


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x").write_text("x")
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "file").symlink_to("../real/x")
    (tmp_path / "conf" / "folder").symlink_to("../real")
    found = seen("./conf:/conf:ro", tmp_path)
    assert [(file.path, file.content) for file in found.files] == [("file", b"x"), ("folder/x", b"x")]


@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside", "loop"])
def test_a_link_that_leads_out_or_round_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "loop").symlink_to(target)
    assert refusals(look("./conf:/conf:ro", tmp_path)[1]) == ["T272"]


def test_the_source_itself_may_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "passwd").symlink_to("/etc/passwd")
    assert refusals(look("./passwd:/passwd:ro", tmp_path)[1]) == ["T271"]


def test_a_folder_that_holds_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "again").symlink_to("../conf")
    assert refusals(look("./conf:/conf:ro", tmp_path)[1]) == ["T272"]


def test_data_with_a_strange_link_is_still_data(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "out").symlink_to("/etc/passwd")
    assert seen("./data:/data", tmp_path).kind == "directory"


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(0)
    assert refusals(look("./secret:/x", tmp_path)[1]) == ["T272"]


def test_a_pipe_does_not_hold_the_run(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    os.mkfifo(tmp_path / "conf" / "pipe")
    assert refusals(look("./conf:/conf:ro", tmp_path)[1]) == ["T272"]
    assert seen("./conf/pipe:/pipe", tmp_path).kind == "other"


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    with open(os.fsencode(tmp_path / "conf") + b"/\xff", "w"):
        pass
    _, findings = look("./conf:/conf:ro", tmp_path)
    assert refusals(findings) == ["T272"]
    assert findings[0].message.encode()


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("app.sock")
        assert seen("./app.sock:/app.sock", tmp_path).kind == "socket"


def test_more_than_an_object_holds(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * (LIMIT + 1))
    assert seen("./big:/big:ro", tmp_path) == HostPath("file", oversize=True)


def test_just_as_much_as_an_object_holds(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * LIMIT)
    assert len(seen("./big:/big:ro", tmp_path).files[0].content) == LIMIT


def test_many_files_are_counted_together(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    for index in range(3):
        (tmp_path / "conf" / f"{index}").write_bytes(b"x" * (LIMIT // 2))
    assert seen("./conf:/conf:ro", tmp_path) == HostPath("directory", oversize=True)


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir])
def test_a_crowd_is_not_read(tmp_path: Path, make: object) -> None:
    (tmp_path / "conf").mkdir()
    for index in range(ENTRIES + 1):
        make(tmp_path / "conf" / f"{index}")  # type: ignore[operator]  # one of the two methods above
    assert seen("./conf:/conf:ro", tmp_path) == HostPath("directory", oversize=True)


def test_permission_bits_are_kept(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "run.sh").write_text("#!/bin/sh\n")
    (tmp_path / "bin" / "run.sh").chmod(0o755)
    (file,) = seen("./bin:/bin:ro", tmp_path).files
    assert stat.filemode(stat.S_IFREG | file.mode) == "-rwxr-xr-x"


def test_content_is_never_printed(tmp_path: Path) -> None:
    (tmp_path / "id_rsa").write_text("hunter2")
    assert "hunter2" not in repr(seen("./id_rsa:/id_rsa:ro", tmp_path))
