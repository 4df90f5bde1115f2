"""The stack as `translator.parse` reads it, and the comparison of one case."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conformance import references
from tests.conformance.canonical import canonical
from tests.conformance.comparison import Difference, differences, texts
from tests.conformance.known import KNOWN, REFUSALS
from tests.conformance.stacks import Case
from tests.parse.stacks import plain, write
from translator.model.finding import Severity
from translator.model.request import Request
from translator.model.settings import Settings
from translator.model.stack import Dialect
from translator.parse import read
from translator.report.collector import Collector
from translator.report.severity import severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison gives: the differences that nobody knows, and the reasons of those that are known.

    `error` is the reference's, where it refuses the stack.
    """

    unknown: tuple[str, ...]
    known: frozenset[str] = frozenset()
    error: str = ""


def compare(case: Case, folder: Path) -> Outcome:
    """Writes a case into a folder and reads it with both programs."""
    write(folder, dict(case.files))
    if case.legacy:
        answer = references.legacy().ask(folder, case.names, case.environment)
    else:
        answer = references.current(folder, case.names, case.environment, case.profiles)
    model, variables, refused = _ours(case, folder)
    if answer.model is None:
        reasons = {each.reason for each in REFUSALS if each.words in answer.error}
        if refused or reasons:
            return Outcome((), frozenset(reasons), answer.error)
        return Outcome((f"only the reference refuses it: {answer.error}",), error=answer.error)
    ours = canonical(model, str(folder), variables, legacy=case.legacy)
    theirs = canonical(texts(answer.model), str(folder), variables, legacy=case.legacy)
    if not case.legacy:  # docker compose prints the resources that a service uses
        for section in ("volumes", "networks", "configs", "secrets"):
            used = theirs.get(section, {})
            ours[section] = {name: each for name, each in ours.get(section, {}).items() if name in used}
            theirs[section] = used
    return _sorted(tuple(differences(ours, theirs)), refused, case)


def _sorted(found: tuple[Difference, ...], refused: tuple[str, ...], case: Case) -> Outcome:
    reasons: set[str] = set()
    unknown: list[str] = []
    for difference in found:
        matching = [each.reason for each in KNOWN if each.holds(difference, case)]
        reasons.update(matching[:1])
        if not matching:
            unknown.append(str(difference))
    if unknown:
        unknown.extend(f"refused: {each}" for each in refused)
    return Outcome(tuple(unknown), frozenset(reasons))


def _ours(case: Case, folder: Path) -> tuple[Mapping[str, Any], Mapping[str, str], tuple[str, ...]]:
    """The model, the variables in reach, and what was refused."""
    findings = Collector()
    request = Request(folder, case.names, environment=dict(case.environment), profiles=case.profiles, dialect=Dialect.COMPOSE)
    project = read(request, Settings(), findings)
    refused = tuple(
        f"{finding.source}: {finding.code} {finding.message}" for finding in findings if severity(finding) is Severity.ERROR
    )
    if project is None:
        return {}, {}, refused
    model = plain(project.root)
    assert isinstance(model, dict)
    return model, {name: each.value for name, each in project.environment.items()}, refused
