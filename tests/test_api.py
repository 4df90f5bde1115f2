"""The names of `translator` itself, which other programs import."""

import textwrap
from pathlib import Path

import pytest

import translator


@pytest.mark.parametrize("name", translator.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(translator, name).__doc__


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'translate'"):
        _ = translator.translate


def test_what_is_documented_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "stack.yml").write_text("services: {web: {image: nginx}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    _, _, example = (translator.__doc__ or "").partition("::\n\n")
    code, _, _ = example.partition("\n\n`convert`")
    exec(compile(textwrap.dedent(code), "example", "exec"), {})
    assert "kind: Deployment" in capsys.readouterr().out
