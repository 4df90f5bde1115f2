"""A cluster for each test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.apply.scenes import Scene, scene


@pytest.fixture
def shop() -> Iterator[Scene]:
    """An empty cluster with the namespace `shop`."""
    with scene() as made:
        yield made
