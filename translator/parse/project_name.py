"""The name of the project: which of the places that give one counts, and whether it is valid.

Rule (Compose Specification, `name`; docker compose): -p, then COMPOSE_PROJECT_NAME, then `name` of the last file that has it,
then the name of the project folder. A name that somebody chose must be valid; that of the folder is made so.
"""

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from pathlib import Path

from translator.model.node import Scalar
from translator.model.origin import Default, Derived, Located
from translator.model.request import Request
from translator.report.collector import Collector

VARIABLE = "COMPOSE_PROJECT_NAME"

_VALID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_HELP = "use lowercase letters, digits, hyphens and underscores, and begin with a letter or a digit"


def project_name(
    request: Request,
    variables: MappingOf[str, Located[str]],
    names: Sequence[Scalar],
    directory: Path,
    findings: Collector,
) -> Located[str]:
    """The name, always a valid one.

    Args:
        names: the values of `name` in the files, in the order of the files, interpolated.
        directory: the project folder, its real path.
    """
    chosen = _chosen(request, variables, names)
    for name in names:
        if chosen is None or name.origin is not chosen.origin:
            findings.ignore("T140", "another name is used for this project", name.origin)
    if chosen is None:
        folder = normalized(request.stem or directory.name)
        if folder:
            return Located(folder, Default("name of the stack file" if request.stem else "name of the project folder"))
        findings.add("T122", "the project folder has no name that a project can have", help="give one with -p NAME")
        return Located("project", Default("the project folder has no usable name"))
    if _VALID.fullmatch(chosen.value):
        return chosen
    shown = "what its variables give" if isinstance(chosen.origin, Derived) else f'"{chosen.value}"'
    message = f"the name of the project must not be {shown}"
    if any(name.origin is chosen.origin for name in names):
        findings.refuse("T122", message, chosen.origin, help=_HELP)
    else:
        findings.add("T122", message, chosen.origin, help=_HELP)
    return Located(normalized(chosen.value) or "project", Derived("rule of project names", (chosen.origin,)))


def _chosen(request: Request, variables: MappingOf[str, Located[str]], names: Sequence[Scalar]) -> Located[str] | None:
    if request.project_name:
        return Located(request.project_name, Default("--project-name"))
    variable = variables.get(VARIABLE)
    if variable is not None and variable.value:
        return variable
    if names and names[-1].text:
        return Located(names[-1].text, names[-1].origin)
    return None


def normalized(text: str) -> str:
    """The nearest valid name, as docker compose makes it; empty where nothing remains."""
    return re.sub(r"[^a-z0-9_-]", "", text.lower()).lstrip("_-")
