"""Verdicts that only the end of reading can give: of variables that steer it or lead nowhere, and of an empty stack."""

from collections.abc import Iterator, Sequence

from translator.model.finding import Severity
from translator.model.node import Mapping, Node
from translator.model.node import Sequence as List
from translator.model.origin import Derived, Origin, Source, place, sources
from translator.model.project import SourceFile
from translator.parse import profiles, project_name, selection
from translator.parse.sheet import section
from translator.parse.variables import Variables
from translator.report.catalogue import lookup
from translator.report.collector import Collector

_STEERING = (selection.FILE, selection.SEPARATOR, profiles.VARIABLE)


def say_empty(root: Mapping, name: str, findings: Collector) -> None:
    """A stack without services is a fault of its own only where no other fault explains it."""
    grave = any(lookup(finding.code).severity is Severity.ERROR for finding in findings)
    if not section(root, "services").entries and not grave:
        findings.add("T138", "the stack has no services", Source(name, 1, 1), help="name other files, or activate a profile")


def say_steering(variables: Variables, findings: Collector) -> None:
    """The variables that steer the reading have done their work."""
    variables.use(project_name.VARIABLE)
    for name in _STEERING:
        found = variables.use(name)
        if found is not None and place(found.origin) is not None:
            findings.ignore("T137", f"{name} decides what is read", found.origin)


def say_spent(files: Sequence[SourceFile], variables: Variables, root: Mapping, name: Origin, findings: Collector) -> None:
    """The variables of dotenv files that only values without a part in the stack refer to (hidden, refused, in `extends`)."""
    if not files:
        return
    kept = {(source.file, source.path) for origin in (name, *_origins(root)) for source in sources(origin)}
    for file in files:
        for leaf in file.leaves:
            variable = str(leaf.path[0])
            if variable in variables.uses and variable not in _STEERING and (leaf.file, leaf.path) not in kept:
                findings.ignore("T143", f"nothing in the stack rests on {variable}", leaf)


def _origins(node: Node) -> Iterator[Origin]:
    """The origins of the values that a rule made, such as interpolation."""
    if isinstance(node, Mapping):
        for name, value in node.entries.items():
            yield from _origins(node.keys[name])
            yield from _origins(value)
    elif isinstance(node, List):
        for item in node.items:
            yield from _origins(item)
    elif isinstance(node.origin, Derived):
        yield node.origin
