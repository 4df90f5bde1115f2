"""Small stacks for the tests of parsing: files in a folder, read as a run would, and trees as plain data."""

from pathlib import Path
from typing import Any

from translator.model.finding import Verdict
from translator.model.node import Mapping, Node, Sequence, leaves
from translator.model.origin import place, sources
from translator.model.project import Project
from translator.model.request import Request
from translator.model.settings import Settings
from translator.parse import read
from translator.report.collector import Collector


def write(folder: Path, files: dict[str, str]) -> None:
    """Writes files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def reading(folder: Path, written: dict[str, str], /, **request: Any) -> tuple[Project | None, Collector]:
    """The files written and read. Without `files` in the request, the standard names are looked for."""
    write(folder, written)
    findings = Collector()
    return read(Request(folder, **request), Settings(), findings), findings


def project(folder: Path, written: dict[str, str], /, **request: Any) -> tuple[Project, Collector]:
    """The same where a project is expected."""
    found, findings = reading(folder, written, **request)
    assert found is not None, said(findings)
    return found, findings


def plain(node: Node | None) -> Any:
    """A tree as plain data, every scalar as its text; None for null and for what is not there."""
    if node is None:
        return None
    if isinstance(node, Mapping):
        return {name: plain(value) for name, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node.is_null else node.text


def services(found: Project) -> dict[str, Any]:
    """The services of a project as plain data."""
    result = plain(found.root.get("services"))
    return result if isinstance(result, dict) else {}


def said(findings: Collector) -> list[tuple[str, str]]:
    """What was found: code and place ("FILE:LINE:COLUMN", empty without one), without the notes of ordinary reading."""
    return [
        (finding.code, str(finding.source or ""))
        for finding in findings
        if finding.code not in ("T136", "T137") or finding.verdict is not Verdict.IGNORED
    ]


def codes(findings: Collector) -> set[str]:
    """The codes of what was found, notes included."""
    return {finding.code for finding in findings}


def accounted(found: Project, findings: Collector) -> list[str]:
    """The leaves that nothing accounts for after parsing: neither in the tree, nor covered by a finding."""
    kept = {(source.file, source.path) for leaf in leaves(found.root) for source in sources(leaf.origin)}
    covered = {
        (source.file, source.path)
        for finding in findings
        if finding.verdict is not None
        for source in (finding.source, *finding.also)
        if source is not None
    }
    kept |= {(source.file, source.path) for source in sources(found.name.origin)}
    return [
        str(leaf)
        for file in found.files
        for leaf in file.leaves
        if (leaf.file, leaf.path) not in kept
        and not any((leaf.file, leaf.path[:length]) in covered for length in range(len(leaf.path) + 1))
    ]


def spot(node: Node) -> str:
    """Where a node stands."""
    return str(place(node.origin))
