"""`env_file` of a service: the lines of dotenv files as if they stood in its `environment`.

Rule: the Compose Specification. A path, or a list of paths and of `{path, required, format}`; a later file wins over an earlier
one, and the service's own `environment` over all. Services without `env_file` stay as they are. The origin of a variable is its
line and then the entry that named the file, so that both are accounted for.
"""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from dataclasses import replace
from pathlib import Path

from translator.files import Refusal
from translator.model.node import STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Derived, Located, Origin, place
from translator.model.project import SourceFile
from translator.model.record import dataclass
from translator.parse import dotenv
from translator.parse.variables import Variables
from translator.report.collector import Collector

KEY, ENVIRONMENT = "env_file", "environment"
_Pair = tuple[Scalar, Node | None]
_NO = ("false", "no", "off", "n", "f", "0")
_FORM = "write a path, or a list of paths and of mappings with path, required and format"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file of the list. `origin` is the place of the whole entry; `origins` are those of its scalars, the path's first."""

    path: str
    required: bool
    raw: bool
    origin: Origin
    origins: tuple[Origin, ...]


def expand(
    root: Mapping,
    directory: Path,
    roots: SequenceOf[Path],
    variables: MappingOf[str, Located[str]],
    findings: Collector,
    *,
    raw: bool = False,
    shown: str = "",
) -> tuple[Mapping, tuple[SourceFile, ...]]:
    """The tree with each `env_file` read into `environment`, and the files that were read.

    Args:
        root: the merged file, with a section `services`.
        directory: the project directory, where paths begin.
        roots: resolved folders that may be read from.
        variables: the variables of the project, for lines that refer to one or are a name alone.
        raw: whether every file is read as `format: raw`, as `docker stack` does.
        shown: how the project directory is shown.
    """
    services = root.get("services")
    if not isinstance(services, Mapping):
        return root, ()
    known = variables if isinstance(variables, Variables) else Variables(dict(variables))
    reader = _Reader((directory, shown), roots, known, findings, raw)
    entries = {
        name: reader.service(name, service) if isinstance(service, Mapping) and KEY in service.entries else service
        for name, service in services.entries.items()
    }
    if all(entries[name] is service for name, service in services.entries.items()):
        return root, ()
    return replace(root, entries={**root.entries, "services": replace(services, entries=entries)}), tuple(reader.files.values())


class _Reader:
    """Reads the files of all services, each file once."""

    def __init__(
        self, folder: tuple[Path, str], roots: SequenceOf[Path], variables: Variables, findings: Collector, raw: bool
    ) -> None:
        self._folder = folder
        self._roots = roots
        self._variables = variables
        self._findings = findings
        self._raw = raw
        self._texts: dict[str, str] = {}
        self._parsed: dict[tuple[str, bool], tuple[tuple[str, Located[str]], ...]] = {}
        self.files: dict[str, SourceFile] = {}

    def service(self, name: str, service: Mapping) -> Mapping:
        """The service with `environment` in place of `env_file`."""
        own = {key.text: (key, value) for key, value in _own(service.get(ENVIRONMENT), self._variables, self._findings)}
        read: dict[str, Located[str]] = {}
        entries: list[_Entry] = []
        for entry in _entries(service.entries[KEY], self._findings):
            pairs = self._variables_of(entry, {**read, **_texts(own)})
            if pairs is None:
                continue
            entries.append(entry)
            for variable, value in pairs:
                if variable in read:
                    self._hidden(name, variable, read[variable].origin, value.origin)
                read[variable] = Located(value.value, Derived(KEY, (value.origin, *entry.origins)))
        for variable in [variable for variable in read if variable in own]:
            key, own_value = own[variable]
            self._hidden(name, variable, read.pop(variable).origin, (own_value or key).origin)
        self._note_barren(entries, read)
        return _with_environment(service, read, own)

    def _variables_of(self, entry: _Entry, seen: MappingOf[str, Located[str]]) -> tuple[tuple[str, Located[str]], ...] | None:
        """The variables of one file, None where it is not read; its values may refer to `seen`, the service's so far."""
        text = self._text(entry)
        if text is None:
            return None
        name = dotenv.shown_name(entry.path, *self._folder)
        raw = entry.raw or self._raw
        pairs = self._parsed.get((name, raw))
        if pairs is None:
            read = dotenv.parse_raw if raw else dotenv.parse
            known = Variables({**seen, **self._variables})
            known.uses = self._variables.uses
            pairs = read(text, name, known, self._findings, needed=True)
            self.files.setdefault(name, dotenv.source_file(name, pairs))
            if "$" not in text and all(map(_is_whole, text.splitlines())):  # else the values may differ from service to service
                self._parsed[name, raw] = pairs
        return pairs

    def _text(self, entry: _Entry) -> str | None:
        text = self._texts.get(entry.path)
        if text is not None:
            return text
        absent = () if entry.required else (Refusal.MISSING,)
        found = dotenv.text_of(entry.path, self._folder[0], self._roots, entry.origin, self._findings, absent=absent)
        if isinstance(found, str):
            self._texts[entry.path] = found
            return found
        if found in absent:
            self._findings.ignore("T166", f"{entry.path} does not exist, and is not required", entry.origin)
        return None

    def _hidden(self, service: str, variable: str, loser: Origin, winner: Origin) -> None:
        self._findings.ignore("T158", f"{service} takes {variable} from {place(winner)} instead", loser)

    def _note_barren(self, entries: SequenceOf[_Entry], read: MappingOf[str, Located[str]]) -> None:
        """Entries that give the container nothing are accounted for here; no variable leads to them."""
        used = {origin for value in read.values() for origin in _parents(value.origin)}
        for entry in entries:
            if entry.origins[0] not in used:
                self._findings.ignore("T167", f"the container gets no variable from {entry.path}", entry.origin)


def _is_whole(line: str) -> bool:
    """Whether a line says its value itself, or says nothing. A name alone is looked up for each service."""
    return "=" in line or not line.strip() or line.lstrip().startswith("#")


def _parents(origin: Origin) -> tuple[Origin, ...]:
    return origin.parents if isinstance(origin, Derived) else ()


def _entries(node: Node, findings: Collector) -> Iterator[_Entry]:
    items = node.items if isinstance(node, Sequence) else (node,)
    if not items:
        findings.ignore("T167", "env_file names no file", node.origin)
    for item in items:
        if isinstance(item, Scalar) and not item.is_null and item.text:
            yield _Entry(item.text, True, False, item.origin, (item.origin,))
        elif isinstance(item, Mapping) and isinstance(node, Sequence):
            entry = _long(item, findings)
            if entry is not None:
                yield entry
        else:
            findings.refuse("T168", "an entry of env_file is no path", item.origin, help=_FORM)


def _long(node: Mapping, findings: Collector) -> _Entry | None:
    parts: dict[str, Scalar] = {}
    for name, value in node.entries.items():
        if name not in ("path", "required", "format"):
            findings.refuse("T168", f"env_file knows no key {name}", node.keys[name].origin, help=_FORM)
        elif not isinstance(value, Scalar) or value.is_null:
            findings.refuse("T168", f"{name} of env_file must be a single value", value.origin, help=_FORM)
        else:
            parts[name] = value
    form = parts.get("format")
    if form is not None and form.text != "raw":
        help = "remove the key, and docker compose's own grammar holds"
        findings.refuse("T168", "format of env_file must be raw", form.origin, help=help)
        return None
    path = parts.get("path")
    if path is None or not path.text:
        findings.refuse("T168", "an entry of env_file has no path", node.origin, help=_FORM)
        return None
    required = parts.get("required")
    needed = required is None or required.text.lower() not in _NO
    origins = (path.origin, *(part.origin for name, part in parts.items() if name != "path"))
    return _Entry(path.text, needed, form is not None, node.origin, origins)


def _own(node: Node | None, variables: Variables, findings: Collector) -> Iterator[_Pair]:
    """The service's own `environment`; names alone are resolved. None for one without a value, which Docker takes away."""
    for key, value in _written(node, findings):
        if value is not None:
            yield key, value
            continue
        found = variables.use(key.text, key.origin)
        if found is None:
            findings.refuse("T169", f"{key.text} {dotenv.ABSENT}", key.origin, help=dotenv.give(key.text))
            yield key, None
        else:
            yield key, Scalar(found.value, STR, Derived(ENVIRONMENT, (key.origin, found.origin)), plain=False)


def _written(node: Node | None, findings: Collector) -> Iterator[_Pair]:
    if isinstance(node, Mapping):
        for name, value in node.entries.items():
            yield node.keys[name], None if isinstance(value, Scalar) and value.is_null else value
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar) and not item.is_null:
                variable, equals, text = item.text.partition("=")
                key = Scalar(variable, STR, item.origin, plain=False)
                yield key, Scalar(text, STR, item.origin, plain=False) if equals else None
            else:
                findings.refuse("T168", "an entry of environment is no text", item.origin, help="write NAME=value")
    elif node is not None and not node.is_null:
        findings.refuse("T168", "environment is neither a mapping nor a list", node.origin, help="write NAME: value below it")


def _texts(own: MappingOf[str, _Pair]) -> dict[str, Located[str]]:
    return {name: Located(value.text, value.origin) for name, (_, value) in own.items() if isinstance(value, Scalar)}


def _with_environment(service: Mapping, read: MappingOf[str, Located[str]], own: MappingOf[str, _Pair]) -> Mapping:
    entries = {name: value for name, value in service.entries.items() if name != KEY}
    keys = {name: key for name, key in service.keys.items() if name != KEY}
    before = service.get(ENVIRONMENT)
    if read or before is not None:
        names = {name: Scalar(name, STR, value.origin, plain=False) for name, value in read.items()}
        values: dict[str, Node] = {name: Scalar(value.value, STR, value.origin, plain=False) for name, value in read.items()}
        for name, (key, value) in own.items():
            if value is not None:
                names[name], values[name] = key, value
        entries[ENVIRONMENT] = Mapping(values, names, (before or service.entries[KEY]).origin)
        keys.setdefault(ENVIRONMENT, Scalar(ENVIRONMENT, STR, service.keys[KEY].origin))
    return replace(service, entries=entries, keys=keys)
