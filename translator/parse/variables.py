"""The variables that a project sees, and which of them something referred to.

A line of a dotenv file that nothing refers to has no part in the output, and the report must say so; hence the memory.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf

from translator.model.node import Mapping, Scalar
from translator.model.node import Sequence as List
from translator.model.origin import Located, Origin, Source, place
from translator.model.project import SourceFile
from translator.report.collector import Collector


class Variables(dict[str, Located[str]]):
    """Name -> value with its origin. `use` looks a name up and remembers what referred to it."""

    def __init__(self, variables: MappingOf[str, Located[str]] | None = None) -> None:
        super().__init__(variables or {})
        self.uses: dict[str, dict[Source | None, None]] = {}

    def use(self, name: str, at: Origin | None = None) -> Located[str] | None:
        """The value of `name`, None where it is not set. `at` is what refers to it; None for the translator itself."""
        self.uses.setdefault(name, {})[place(at)] = None
        return self.get(name)

    def __repr__(self) -> str:
        return f"Variables({sorted(self)})"  # names only: values may be secret


def unused(variables: Variables, files: Sequence[SourceFile], root: Mapping | None, findings: Collector) -> None:
    """Ignores every line of the project's dotenv files that nothing refers to, and those that another place hides.

    Args:
        variables: what all files of the project were interpolated with.
        files: the dotenv files of the project, those left out that a service reads as its `env_file` too.
        root: the final tree; names alone in `environment` refer to variables, and so does `environment` of configs and secrets.
    """
    if not files:
        return
    names = {*variables.uses, *(() if root is None else _named(root))}
    for file in files:
        for leaf in file.leaves:
            name = str(leaf.path[0])
            winner = place(variables[name].origin) if name in variables else None
            if winner is None or (winner.file, winner.path) != (leaf.file, leaf.path):
                taken = "the process environment" if winner is None else str(winner)
                findings.ignore("T158", f"{name} comes from {taken} instead", leaf)
            elif name not in names:
                findings.ignore("T157", f"no file refers to {name}", leaf)


def _named(root: Mapping) -> Iterator[str]:
    """The names that the tree takes from the environment without a dollar sign."""
    for service in _section(root, "services"):
        environment = service.get("environment")
        if isinstance(environment, Mapping):
            yield from (name for name, value in environment.entries.items() if isinstance(value, Scalar) and value.is_null)
        elif isinstance(environment, List):
            yield from (item.text for item in environment.items if isinstance(item, Scalar) and "=" not in item.text)
    for section in ("configs", "secrets"):
        for entry in _section(root, section):
            name = entry.get("environment")
            if isinstance(name, Scalar):
                yield name.text


def _section(root: Mapping, name: str) -> Iterator[Mapping]:
    section = root.get(name)
    if isinstance(section, Mapping):
        yield from (entry for entry in section.entries.values() if isinstance(entry, Mapping))
