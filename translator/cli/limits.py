"""Limits: the options by which somebody says how far apply, rollback and delete may go, alike for all three."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translator.cli import chosen

if TYPE_CHECKING:
    from translator.apply.options import Options

F = TypeVar("F", bound=Callable[..., Any])

_DURATION = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>s|m|h)?")
_SECONDS = {None: 1, "s": 1, "m": 60, "h": 3600}
_MOST = 10
"""As in `apply.options`, which is imported only when there is something to apply."""


def _seconds(_context: click.Context, _parameter: click.Parameter, value: str) -> float:
    told = _DURATION.fullmatch(value)
    if told is None:
        raise click.BadParameter(f'must be a time such as 90s, 10m or 1h, not "{value}"')
    return float(told["number"]) * _SECONDS[told["unit"]]


def approval(function: F) -> F:
    """`--yes` and `--dry-run`."""
    function = click.option("-y", "--yes", is_flag=True, help="Asks nobody. Needs --cluster or --kubeconfig.")(function)
    return click.option("--dry-run", is_flag=True, help="Shows the plan and does nothing.")(function)


def patience(function: F) -> F:
    """`--no-wait` and `--timeout`."""
    function = click.option(
        "--timeout",
        metavar="TIME",
        default="10m",
        callback=_seconds,
        help="How long each wait may take: 90s, 10m, 1h. Default: 10m.",
    )(function)
    return click.option("--no-wait", is_flag=True, help="Does not wait until it runs.")(function)


def named_deletions(function: F) -> F:
    """`--delete`."""
    said = "Deletes this claim, volume, namespace or definition too, if it is no longer in the stack. May repeat."
    return chosen.option("--delete", "doomed", optional=False, help=said)(function)


def deletions(function: F) -> F:
    """`--prune`, `--max-deletions` and `--delete`."""
    function = named_deletions(function)
    function = click.option(
        "--max-deletions",
        metavar="N",
        type=click.IntRange(0),
        default=_MOST,
        help=f"How many objects --prune may delete. Default: {_MOST}.",
    )(function)
    said = "Deletes what belongs to the stack and is no longer in it; claims, volumes and namespaces only with --delete."
    return click.option("--prune", is_flag=True, help=said)(function)


def force(function: F) -> F:
    """`--force-conflicts`."""
    said = "Takes fields from other managers: for all objects, or for this one. May repeat."
    return chosen.option("--force-conflicts", "forced", optional=True, help=said)(function)


def take_over(function: F) -> F:
    """`--take-over`."""
    said = "Objects of another stack or of a Helm release become part of this one."
    return click.option("--take-over", is_flag=True, help=said)(function)


def changes(function: F) -> F:
    """`--allow-recreate`, `--force-conflicts` and `--take-over`."""
    function = force(take_over(function))
    said = "Deletes and makes anew what cannot be changed in place: all objects, or this one. May repeat."
    return chosen.option("--allow-recreate", "recreated", optional=True, help=said)(function)


def named(given: dict[str, Any]) -> tuple[str, ...]:
    """The objects that the limits among the parameters of a verb name."""
    options = ("doomed", "recreated", "forced")
    return tuple(name for option in options for name in given.get(option, ()) if name != chosen.ALL)


def taken(given: dict[str, Any]) -> "Options":
    """The limits among the parameters of a verb, which they leave."""
    from translator.apply.options import Options

    return Options(
        prune=given.pop("prune", True),
        deletions=given.pop("max_deletions", None) or 0,
        named=chosen.chooses(given.pop("doomed", ())),
        recreate=chosen.chooses(given.pop("recreated", ())),
        force=chosen.chooses(given.pop("forced", ())),
        seize=given.pop("take_over", False),
        wait=not given.pop("no_wait", False),
        timeout=given.pop("timeout", 0.0),
    )
