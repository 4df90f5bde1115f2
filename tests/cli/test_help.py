"""What is said about the verbs: each is listed, told with examples, and what is told can be typed."""

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest

from tests.cli.conftest import Translator
from translator.cli import root, verbs
from translator.kube.versions import DEFAULT

ROOT = Path(__file__).parents[2]
VERBS = sorted(path.stem for path in Path(verbs.__path__[0]).glob("*.py") if path.stem != "__init__")
CONTEXT = click.Context(root.translator)


def command(verb: str) -> click.Command:
    found = root.translator.get_command(CONTEXT, verb)
    assert found is not None
    return found


def examples(text: str) -> list[str]:
    """The commands that a text shows, without what follows them in the line: other programs, and what they do."""
    shown = re.findall(r"^(?:\$| ) *(translator .*)$", text, re.MULTILINE)
    return [re.split(r" [|#] |   ", line)[0] for line in shown]


def typed(example: str, project: Path) -> None:
    """Reads a command as the program would, in a folder with what it names, without doing it."""
    for folder in ("stacks", "manifests"):
        (project / folder).mkdir(exist_ok=True)
    _, verb, *arguments = shlex.split(example)
    command(verb).make_context(verb, arguments)


def test_every_verb_is_listed(translator: Translator) -> None:
    run = translator("--help")
    assert run.code == 0
    assert re.findall(r"^  ([a-z]+)  ", run.out.partition("Commands:")[2], re.MULTILINE) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_tells_how_it_speaks_and_shows_what_can_be_typed(project: Path, translator: Translator, verb: str) -> None:
    run = translator(verb, "--help")
    assert run.code == 0
    assert [option for option in ("--format", "--color", "-q", "-v", "--config") if option not in run.out] == []
    shown = examples(run.out.partition("Examples:")[2])
    assert len(shown) >= 2
    for example in shown:
        typed(example, project)


def test_what_the_readme_shows_can_be_typed(project: Path) -> None:
    shown = examples((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {example.split()[1] for example in shown} >= {"apply", "convert", "diff", "validate"}
    for example in shown:
        typed(example, project)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_told(verb: str) -> None:
    options: list[Any] = [each for each in command(verb).params if isinstance(each, click.Option)]
    assert [each.name for each in options if not (each.help or "").endswith(".")] == []


@pytest.mark.parametrize(
    ("verb", "namespace", "version"),
    [
        ("convert", "none", DEFAULT),
        ("validate", "none", DEFAULT),
        ("explain", "none", DEFAULT),
        ("diff", "that of the cluster's context", "the version that the cluster runs"),
        ("apply", "that of the cluster's context", "the version that the cluster runs"),
        ("sandbox", None, DEFAULT),
        ("status", "wherever it is", None),
    ],
)
def test_the_defaults_are_told(verb: str, namespace: str | None, version: str | None) -> None:
    told = {each.name: str(getattr(each, "help", "")) for each in command(verb).params}
    for name, default in (("namespace", namespace), ("kubernetes", version)):
        assert default is None or told[name].endswith(f"Default: {default}.")


@pytest.mark.parametrize("version", ["1.30..1.32", "1.24", "latest"])
def test_a_sandbox_has_one_version(translator: Translator, version: str) -> None:
    run = translator("sandbox", "--kubernetes", version)
    assert (run.code, "--kubernetes" in run.err) == (2, True)
