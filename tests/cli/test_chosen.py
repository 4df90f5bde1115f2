"""Options that name objects, and those that name times."""

import click
import pytest
from click.testing import CliRunner

from translator.cli import chosen, limits
from translator.model.cluster import Key

WEB = Key("apps/v1", "Deployment", "shop", "web")


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ((), False),
        (("*",), True),
        (("deployment/web",), True),
        (("Deployment/web",), True),
        (("deploy/web",), True),
        (("shop/deployment/web",), True),
        (("other/deployment/web",), False),
        (("statefulset/web", "deployment/db"), False),
        (("statefulset/web", "deploy/web"), True),
    ],
)
def test_an_object_is_chosen_by_kind_and_name(values: tuple[str, ...], wanted: bool) -> None:
    assert chosen.chooses(values)(WEB) is wanted


@click.command()
@limits.deletions
@limits.changes
@limits.patience
def verb(**given: object) -> None:
    options = limits.taken(dict(given))
    print(
        options.prune,
        options.deletions,
        options.recreate(WEB),
        options.force(WEB),
        options.seize,
        options.wait,
        options.timeout,
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "False 10 False False False True 600.0"),
        (["--prune", "--max-deletions", "3", "--no-wait"], "True 3 False False False False 600.0"),
        (["--allow-recreate", "--take-over"], "False 10 True False True True 600.0"),
        (["--allow-recreate", "job/a", "--force-conflicts"], "False 10 False True False True 600.0"),
        (["--allow-recreate", "job/a", "--allow-recreate", "deploy/web"], "False 10 True False False True 600.0"),
        (["--timeout", "90s"], "False 10 False False False True 90.0"),
        (["--timeout", "1.5h"], "False 10 False False False True 5400.0"),
        (["--timeout", "45"], "False 10 False False False True 45.0"),
    ],
)
def test_limits(words: list[str], told: str) -> None:
    assert CliRunner().invoke(verb, words).output.strip() == told


@pytest.mark.parametrize(
    "words",
    [["--timeout", "10 days"], ["--timeout", "-1s"], ["--delete", "data"], ["--delete", "a/b/c/d"], ["--max-deletions", "-1"]],
)
def test_what_is_no_limit(words: list[str]) -> None:
    assert CliRunner().invoke(verb, words).exit_code == 2
