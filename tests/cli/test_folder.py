"""An output folder is written whole or not at all, and nobody's work is lost in it."""

import json
import os
import stat
from pathlib import Path

import pytest

from translator.cli import folder
from translator.cli.folder import RECORD, OutputFile, digest, write
from translator.report.collector import Collector

WEB = OutputFile("service-web.yaml", b"kind: Service\n")
APP = OutputFile("deployment-web.yaml", b"kind: Deployment\n")
KEY = OutputFile("secret-db.yaml", b"kind: Secret\n", private=True)


def run(out: Path, *files: OutputFile, force: bool = False) -> list[str]:
    findings = Collector()
    written = write(out, files, findings, force=force)
    assert written is not bool(len(findings))
    return [finding.code for finding in findings]


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != RECORD}


def test_a_new_folder(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert run(out, WEB, KEY) == []
    assert content(out) == {WEB.name: WEB.content, KEY.name: KEY.content}
    assert json.loads((out / RECORD).read_text()) == {
        "version": 1,
        "files": {KEY.name: [digest(KEY.content)], WEB.name: [digest(WEB.content)]},
    }
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_only_the_owner_reads_a_secret(tmp_path: Path) -> None:
    run(tmp_path / "out", WEB, KEY)
    assert stat.S_IMODE((tmp_path / "out" / KEY.name).stat().st_mode) == 0o600
    (tmp_path / "out" / KEY.name).chmod(0o644)
    run(tmp_path / "out", WEB, KEY)
    assert stat.S_IMODE((tmp_path / "out" / KEY.name).stat().st_mode) == 0o600


def test_a_second_run_replaces_and_removes_what_the_first_wrote(tmp_path: Path) -> None:
    run(tmp_path, WEB, APP)
    changed = OutputFile(WEB.name, b"kind: Service # 2\n")
    assert run(tmp_path, changed, KEY) == []
    assert content(tmp_path) == {WEB.name: changed.content, KEY.name: KEY.content}


def test_a_file_that_stays_as_it_is_keeps_its_time(tmp_path: Path) -> None:
    run(tmp_path, WEB)
    os.utime(tmp_path / WEB.name, (1, 1))
    run(tmp_path, WEB, APP)
    assert (tmp_path / WEB.name).stat().st_mtime == 1


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours")
    (tmp_path / "more").mkdir()
    assert run(tmp_path, WEB) == []
    assert run(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "README.md", "more"]


@pytest.mark.parametrize("files", [(OutputFile(WEB.name, b"new"), APP), (APP,)], ids=["replaced", "stale"])
def test_an_edited_file_is_kept_unless_forced(tmp_path: Path, files: tuple[OutputFile, ...]) -> None:
    run(tmp_path, WEB)
    (tmp_path / WEB.name).write_bytes(b"edited")
    assert run(tmp_path, *files) == ["T191"]
    assert content(tmp_path) == {WEB.name: b"edited"}
    assert run(tmp_path, *files, force=True) == []
    assert content(tmp_path) == {file.name: file.content for file in files}


def test_a_file_of_somebody_else_is_kept_unless_forced(tmp_path: Path) -> None:
    (tmp_path / WEB.name).write_bytes(b"theirs")
    assert run(tmp_path, WEB, APP) == ["T192"]
    assert content(tmp_path) == {WEB.name: b"theirs"}
    assert run(tmp_path, WEB, force=True) == []
    assert content(tmp_path) == {WEB.name: WEB.content}


def test_a_file_that_says_the_same_already_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / WEB.name).write_bytes(WEB.content)
    assert run(tmp_path, WEB) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(WEB.content)
    out = tmp_path / "out"
    out.mkdir()
    (out / WEB.name).symlink_to(victim)
    changed = OutputFile(WEB.name, b"new")
    assert run(out, changed) == ["T192"]
    assert run(out, changed, force=True) == []
    assert victim.read_bytes() == WEB.content
    assert not (out / WEB.name).is_symlink()


def test_not_even_force_removes_a_folder(tmp_path: Path) -> None:
    (tmp_path / WEB.name).mkdir()
    assert run(tmp_path, WEB, force=True) == ["T192"]
    assert (tmp_path / WEB.name).is_dir()


@pytest.mark.parametrize(
    "record",
    ["", "[]", '{"files": []}', '{"files": {"../victim.yaml": "HASH"}}', '{"files": {"a.yaml": 7}}', "[" * 100_000],
)
def test_a_strange_record_leads_nowhere(tmp_path: Path, record: str) -> None:
    victim = tmp_path / "victim.yaml"
    victim.write_bytes(b"precious")
    out = tmp_path / "out"
    out.mkdir()
    (out / RECORD).write_text(record.replace("HASH", digest(b"precious")))
    assert run(out, WEB) == []
    assert victim.read_bytes() == b"precious"
    assert content(out) == {WEB.name: WEB.content}


def test_a_failure_in_the_middle_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, WEB, APP)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace, moved = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        if self.name == WEB.name and "new" in self.parent.name:
            raise OSError(28, "full")
        moved.append(self.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    changed = (OutputFile(APP.name, b"2"), OutputFile(WEB.name, b"2"))
    assert run(tmp_path, *changed) == ["T193"]
    assert APP.name in moved
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_interruption_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, WEB)
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if self.parent.name == ".translator.new" and self.suffix == ".yaml":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, OutputFile(WEB.name, b"2"))
    assert content(tmp_path) == {WEB.name: WEB.content}


def test_after_a_kill_the_next_run_knows_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record names old and new hashes before the first file moves; a kill then leaves it so."""
    run(tmp_path, WEB, APP)
    changed = (OutputFile(APP.name, b"2"), OutputFile(WEB.name, b"2"))

    def killed(out: Path, staging: Path, *_: object) -> None:
        (staging / APP.name).replace(out / APP.name)
        raise SystemExit

    monkeypatch.setattr(folder, "_exchange", killed)
    with pytest.raises(SystemExit):
        run(tmp_path, *changed)
    monkeypatch.undo()
    assert run(tmp_path, *changed) == []
    assert content(tmp_path) == {file.name: file.content for file in changed}


def test_what_a_killed_run_left_behind_is_no_obstacle(tmp_path: Path) -> None:
    run(tmp_path / "out", WEB)
    (tmp_path / "out" / ".translator.new" / "old").mkdir(parents=True)
    (tmp_path / "out" / ".translator.new" / WEB.name).write_bytes(b"half")
    assert run(tmp_path / "out", APP) == []
    assert content(tmp_path / "out") == {APP.name: APP.content}


def test_a_place_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run(tmp_path / "file" / "out", WEB) == ["T193"]
    assert run(tmp_path / "file", WEB) == ["T193"]
    assert (tmp_path / "file").read_text() == ""
