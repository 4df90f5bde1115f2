"""Projects out of YAML text, without the parser: the node tree is what normalize takes, and the tests say what is in it."""

from collections.abc import Mapping as MappingOf
from pathlib import Path

import yaml

from translator.model.finding import Finding, Verdict
from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Default, Located, Source
from translator.model.origin import Path as Steps
from translator.model.project import Project, Version
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Dialect, Stack
from translator.normalize import stack
from translator.report.collector import Collector

NOWHERE = Path("/nowhere")


def tree(text: str, file: str = "stack.yml") -> Mapping:
    """The nodes of a YAML map, with the places that the parser would give."""
    composed = yaml.compose(text, yaml.SafeLoader)
    assert composed is not None
    node = _node(composed, (), file)
    assert isinstance(node, Mapping)
    return node


def _node(node: yaml.Node, path: Steps, file: str) -> Node:
    origin = Source(file, node.start_mark.line + 1, node.start_mark.column + 1, path)
    if isinstance(node, yaml.MappingNode):
        keys = {key.value: key for key, _ in node.value}
        entries = {key.value: _node(value, (*path, key.value), file) for key, value in node.value}
        return Mapping(entries, {name: _scalar(key, (*path, name), file) for name, key in keys.items()}, origin)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_node(item, (*path, index), file) for index, item in enumerate(node.value)), origin)
    assert isinstance(node, yaml.ScalarNode)
    return _scalar(node, path, file)


def _scalar(node: yaml.ScalarNode, path: Steps, file: str) -> Scalar:
    origin = Source(file, node.start_mark.line + 1, node.start_mark.column + 1, path)
    return Scalar(node.value, node.tag.rpartition(":")[2], origin, node.style is None)


def project(
    text: str,
    *,
    version: Version = Version.SPECIFICATION,
    dialect: Dialect = Dialect.COMPOSE,
    directory: Path = NOWHERE,
    environment: MappingOf[str, str] | None = None,
    roots: tuple[Path, ...] = (),
) -> Project:
    """A project of one file; `environment` are variables of the process."""
    return Project(
        name=Located("demo", Default("test")),
        directory=directory,
        version=version,
        written=None,
        dialect=Located(dialect, Default("test")),
        root=tree(text),
        files=(),
        environment={
            name: Located(value, Default(f"environment variable {name}")) for name, value in (environment or {}).items()
        },
        roots=roots,
    )


def normalized(given: Project | str) -> tuple[Stack, list[Finding]]:
    """The stack and every finding."""
    findings = Collector()
    return stack(project(given) if isinstance(given, str) else given, Settings(), findings), list(findings)


def service(body: str, **options: object) -> tuple[Service, list[Finding]]:
    """The service `web` with the keys of `body`; `db` and `cache` stand beside it, with networks, volumes and the like."""
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    text = (
        f"services:\n  web:\n{indented}  db: {{image: postgres}}\n  cache: {{image: redis}}\n"
        "volumes: {data: {}, logs: {}}\nnetworks: {front: {}, back: {}}\n"
        "configs: {site: {content: x}}\nsecrets: {key: {environment: KEY}}\n"
    )
    options.setdefault("environment", {"KEY": "hunter2"})
    found, findings = normalized(project(text, **options))  # type: ignore[arg-type]  # handed on as they are
    return next(one for one in found.services if one.name.value == "web"), [
        finding for finding in findings if finding.source is None or "web" in finding.source.path
    ]


def codes(findings: list[Finding]) -> list[str]:
    """The codes of the findings, sorted."""
    return sorted(finding.code for finding in findings)


def refusals(findings: list[Finding]) -> list[str]:
    """The codes of what was refused, sorted."""
    return sorted(finding.code for finding in findings if finding.verdict is Verdict.REFUSED)
