"""Each key that is mapped or approximated stands in a case below `fixtures/`, which says what becomes of it to the letter."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from translator.model.finding import Verdict
from translator.normalize.support import SERVICE, STACK, rows

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
EXPECTED = ("manifests.yml", "case.yml", "translator.yaml")
SECTIONS = ("volumes", "networks", "configs", "secrets")
SHOWN = [
    (scope, key)
    for scope in (SERVICE, STACK)
    for key, row in rows(scope).items()
    if row.verdict in (Verdict.MAPPED, Verdict.APPROXIMATED)
]


class Loader(yaml.SafeLoader):
    """Reads tags such as !reset as nothing."""


Loader.add_constructor(None, lambda loader, node: None)


def keys(node: Any, prefix: str) -> Iterator[str]:
    """The dotted keys below a node, with and without the names that people choose."""
    if isinstance(node, list):
        for item in node:
            yield from keys(item, prefix)
    elif isinstance(node, dict):
        for name, below in node.items():
            yield f"{prefix}{name}"
            yield from keys(below, f"{prefix}{name}.")
            if prefix:
                yield from keys(below, prefix)  # where `name` is one that people choose


def stacks() -> Iterator[dict[str, Any]]:
    for path in FIXTURES.glob("*/*/*.y*ml"):
        if path.name in EXPECTED or path.parent.parent.name == "rules":
            continue
        try:
            root = yaml.load(path.read_text("utf-8"), Loader)
        except yaml.YAMLError:
            continue  # a case of a broken file
        if isinstance(root, dict):
            yield root


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for root in stacks():
        services = root.get("services", root)
        if isinstance(services, dict):
            seen |= {(SERVICE, key) for service in services.values() for key in keys(service, "")}
        seen |= {(STACK, str(key)) for key in root}
        for section in SECTIONS:
            seen |= {(STACK, key) for key in keys(root.get(section), f"{section}.")}
    return seen


@pytest.mark.parametrize(("scope", "key"), SHOWN, ids=[f"{scope} {key}" for scope, key in SHOWN])
def test_a_key_that_has_an_effect_has_a_case(scope: str, key: str, found: set[tuple[str, str]]) -> None:
    assert (scope, key) in found
