"""A sandbox without controllers for all tests of the room, and a namespace of its own for each."""

import itertools
from collections.abc import Iterator

import pytest

from tests.diff.world import World
from translator.apply.client import attach
from translator.sandbox import Running, serve

_numbers = itertools.count()


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    with serve(None, script=None) as running:
        yield running


@pytest.fixture
def world(running: Running) -> Iterator[World]:
    yield from _world(running)


@pytest.fixture
def alone() -> Iterator[World]:
    """A sandbox for one test, where the objects of others would be in the way."""
    with serve(None, script=None) as running:
        yield from _world(running)


def _world(running: Running) -> Iterator[World]:
    with attach(running.url, running.token, context="sandbox") as cluster:
        world = World(cluster, f"space-{next(_numbers)}")
        cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": world.namespace}}, manager="setup")
        yield world
