"""Short forms for the tests of variables, dotenv files and schemas: a tree from text, and trees and findings as plain data."""

from collections.abc import Iterable
from typing import Any

from translator.model.finding import Finding
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Default, Located
from translator.parse.variables import Variables
from translator.parse.yaml import compose
from translator.report.collector import Collector

FILE = "stack.yml"


def tree(text: str) -> Mapping:
    """The mapping that a YAML text holds; the text must have no fault."""
    findings = Collector()
    root = compose(text.encode(), FILE, findings)
    assert not list(findings)
    assert isinstance(root, Mapping)
    return root


def data(node: Node | None) -> Any:
    """A tree as dicts, lists and texts; null as None."""
    if node is None or isinstance(node, Scalar):
        return None if node is None or node.is_null else node.text
    if isinstance(node, Mapping):
        assert list(node.entries) == list(node.keys) == [key.text for key in node.keys.values()]
        return {name: data(value) for name, value in node.entries.items()}
    return [data(item) for item in node.items]


def at(node: Node, *path: str | int) -> Scalar:
    """The scalar at a path."""
    for step in path:
        if isinstance(node, Mapping):
            node = node.entries[str(step)]
        else:
            assert not isinstance(node, Scalar)
            node = node.items[int(step)]
    assert isinstance(node, Scalar)
    return node


def variables(**values: str) -> Variables:
    """Variables of the process environment."""
    return Variables({name: Located(value, Default(f"environment variable {name}")) for name, value in values.items()})


def codes(findings: Iterable[Finding]) -> list[str]:
    """The codes of the findings, in the order of their places."""
    return [finding.code for finding in sorted(findings, key=lambda finding: _place(finding))]


def _place(finding: Finding) -> tuple[str, int, int, str]:
    source = finding.source
    return (source.file, source.line, source.column, finding.code) if source else ("", 0, 0, finding.code)
