"""Options of a run: how far it may go."""

from collections.abc import Callable
from dataclasses import field

from translator.model.cluster import AT_ONCE, Key
from translator.model.record import dataclass

MOST_DELETIONS = 10
"""Deletions that a run does without being told a number: a typing error in a stack is seldom more than a service."""


def nothing(_key: Key) -> bool:
    """What is said of each object where nothing was allowed."""
    return False


@dataclass(frozen=True, slots=True)
class Options:
    """How far a run may go.

    `prune` does the deletions that the plan has, at most `deletions` of them; what is protected (claims, volumes, namespaces,
    definitions of kinds) only where `named` holds. `recreate` tells which objects may be made anew, `force` which fields of
    other managers may be taken. `seize` takes objects over that belong to another set or to a Helm release. `wait` goes on only
    when workloads are ready, each wait at most `timeout` seconds.
    """

    prune: bool = False
    deletions: int = MOST_DELETIONS
    named: Callable[[Key], bool] = field(default=nothing)
    recreate: Callable[[Key], bool] = field(default=nothing)
    force: Callable[[Key], bool] = field(default=nothing)
    seize: bool = False
    wait: bool = True
    timeout: float = 600.0
    patience: float = 300.0
    """Seconds to wait for another run of the same stack."""
    threads: int = AT_ONCE
