"""The variables of dotenv files: `.env` and `--env-file` of a project, `env_file` of a service.

Rule: docker compose. The process environment comes before `--env-file`, of which a later one comes before an earlier one and
which replaces `.env` of the project directory; the configuration's `variables` come last (ours). Within a file variables are
replaced outside single quotes, from the environment first and from the lines above next; a name alone takes its value from the
environment. Values are never quoted in a finding.
"""

import os
import posixpath
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from pathlib import Path

from translator import files
from translator.files import Refusal
from translator.model.origin import Default, Derived, Located, Origin, Source, place
from translator.model.project import SourceFile
from translator.model.request import Request
from translator.model.settings import Settings
from translator.parse import substitution
from translator.parse.dotenv_grammar import FORM, Fault, Statement, statements
from translator.parse.substitution import BadTemplate
from translator.parse.variables import Variables
from translator.report.collector import Collector

FILE_BYTES = 1 << 20
"""The most bytes of a dotenv file."""
TOTAL = 1 << 22
"""The most characters that the values of a file may have together, once their variables are replaced."""


def parse(
    text: str, name: str, variables: MappingOf[str, Located[str]], findings: Collector, *, needed: bool = False
) -> tuple[tuple[str, Located[str]], ...]:
    """The variables of a file in order, each name once: the last line of a name counts.

    Args:
        text: the whole file.
        name: the file as findings show it; origins rest on `Source(name, line, column, (variable,))`.
        variables: the environment, which comes before the lines above where a value refers to a variable.
        needed: whether a container gets the variables, so that a name alone must have a value in the environment.
    """
    known = variables if isinstance(variables, Variables) else Variables(dict(variables))
    result: dict[str, Located[str]] = {}
    budget = TOTAL
    for statement in statements(text.removeprefix("\ufeff"), name):
        if isinstance(statement, Fault):
            findings.add("T160", statement.reason, statement.source, help=statement.help)
            continue
        if statement.value is None:
            value = _inherited(known, statement.name, statement.source, findings if needed else None)
        else:
            value = _value(statement, statement.value, known, result, budget, findings)
        if value is not None:
            budget -= len(value.value)
            _note_repetition(result.get(statement.name), statement.source, findings)
            result[statement.name] = value
    return tuple(result.items())


def parse_raw(
    text: str, name: str, variables: MappingOf[str, Located[str]], findings: Collector, *, needed: bool = False
) -> tuple[tuple[str, Located[str]], ...]:
    """The same for `format: raw`, the grammar of `docker run --env-file`: no quotes, no variables, only whole-line comments."""
    known = variables if isinstance(variables, Variables) else Variables(dict(variables))
    result: dict[str, Located[str]] = {}
    for number, written in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = written.removesuffix("\r").lstrip()
        if not line or line.startswith("#"):
            continue
        key, equals, value = line.partition("=")
        source = Source(name, number, len(written) - len(written.lstrip()) + 1, (key,))
        if not key or any(character.isspace() for character in key):
            findings.add("T160", "there is no name before the equals sign, or it has a blank", source, help=FORM)
            continue
        found = Located(value, source) if equals else _inherited(known, key, source, findings if needed else None)
        if found is not None:
            _note_repetition(result.get(key), source, findings)
            result[key] = found
    return tuple(result.items())


def _value(
    statement: Statement,
    written: str,
    variables: Variables,
    above: MappingOf[str, Located[str]],
    budget: int,
    findings: Collector,
) -> Located[str] | None:
    """The value that is written, with its variables replaced; None where that cannot be."""
    source = statement.source
    if statement.literal or "$" not in written:
        return Located(written, source)
    parts = substitution.template(written)
    if isinstance(parts, BadTemplate):
        findings.add("T151", parts.reason, source, help="correct the variable, or quote the value with '")
        return None
    origins: dict[Origin, None] = {source: None}

    def lookup(name: str) -> str | None:
        found = variables.use(name, source) or above.get(name)
        if found is None:
            return None
        origins.update(dict.fromkeys(_causes(found.origin)))
        return found.value

    text, missing = substitution.evaluate(parts, lookup, budget)
    if len(text) > budget:
        message = f"with their variables replaced the values of the file have over {TOTAL:,} characters"
        findings.add("T156", message, source, help=_SHORTEN)
        return None
    for variable in missing:
        if variable.required is not None:
            reason = f": {variable.required}" if variable.required else ""
            findings.add("T153", f"{statement.name} requires a value for {variable.name}{reason}", source, help=_GIVE)
            return None
        message = f"{variable.name} has no value, so that Docker puts nothing in its place in {statement.name}"
        help = f"give {variable.name} a value above; or quote with ' where the dollar sign is part of the value"
        findings.add("T161", message, source, help=help)
    return Located(text, Derived("interpolation", tuple(origins)[:_CAUSES]))


_CAUSES = 64
"""The most origins of one value: lines that each refer to the one above would have as many as there are lines."""


def _causes(origin: Origin) -> tuple[Origin, ...]:
    """Flat, so that a chain of lines gives no chain of origins, which every walk over origins would have to go down."""
    return origin.parents if isinstance(origin, Derived) and origin.rule == "interpolation" else (origin,)


_SHORTEN = "shorten the values; a file belongs into a config, not into a variable"
_GIVE = "give it a value above this line, or in the environment"


def _inherited(variables: Variables, name: str, source: Source, findings: Collector | None) -> Located[str] | None:
    """The value that the environment has for a name alone; where it has none, that is said to `findings`."""
    found = variables.use(name, source)
    if found is not None:
        return Located(found.value, Derived("environment", (source, found.origin)))
    if findings is not None:
        findings.refuse("T169", f"{name} {ABSENT}", source, help=give(name))
    return None


ABSENT = "has no value in the environment, and the container would go without it"


def give(name: str) -> str:
    """What to do about a variable without a value."""
    return f"give {name} a value: --env-file, .env, or variables: in translator.yaml; remove {name} if the container needs none"


def _note_repetition(before: Located[str] | None, source: Source, findings: Collector) -> None:
    if before is not None:
        findings.add("T162", f"{source.path[0]} is set above already; this line counts", source, help="keep one of the lines")


def environment(
    request: Request, directory: Path, roots: Sequence[Path], settings: Settings, findings: Collector, shown: str = ""
) -> tuple[Variables, tuple[SourceFile, ...]]:
    """The variables of a project, and the dotenv files that they were read from.

    Args:
        directory: the project directory, where `.env` is looked for.
        roots: resolved folders that `.env` may be read from; files named on the command line are always allowed.
        shown: how the project directory is shown.
    """
    process = {
        name: Located(value, Default(f"environment variable {name}"))
        for name, value in request.environment.items()
        if _is_text(value)
    }
    known = Variables(process)
    result = Variables(dict(settings.variables))
    read: list[SourceFile] = []
    named = _named(request)
    for name in named or (".env",):
        base = request.directory if named else directory
        found = files.resolve(name, base)
        allowed = (*roots, found.parent) if named and found is not None else roots
        text = text_of(name, base, allowed, None, findings, absent=() if named else (Refusal.MISSING, Refusal.NOT_A_FILE))
        if not isinstance(text, str):
            continue
        called = shown_name(name, base, "" if named else shown)
        pairs = parse(text, called, known, findings)
        read.append(source_file(called, pairs))
        for variable, value in pairs:
            result[variable] = value
            known.setdefault(variable, value)
    result.update(process)
    result.uses.update(known.uses)
    return result, tuple(read)


def _is_text(value: str) -> bool:
    """False for bytes that are no UTF-8, which Python keeps as surrogates and no manifest can hold."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def _named(request: Request) -> tuple[str, ...]:
    """The dotenv files that the command line or docker compose's own variable names; none of them: `.env`."""
    listed = request.environment.get("COMPOSE_ENV_FILES", "")
    return request.env_files or tuple(name.strip() for name in listed.split(",") if name.strip())


def source_file(name: str, pairs: Sequence[tuple[str, Located[str]]]) -> SourceFile:
    """The file for the report: every variable is a leaf. It is never quoted, since its values may be secret."""
    return SourceFile(name, None, tuple(leaf for _, value in pairs if (leaf := place(value.origin)) is not None))


def shown_name(name: str, directory: Path, shown: str = "") -> str:
    """The file as findings show it: below `directory`, which is shown as `shown`; elsewhere by its absolute path."""
    if not os.path.isabs(name):
        return posixpath.normpath(posixpath.join(shown, name))
    path, base = Path(name), Path(os.path.abspath(directory))
    return posixpath.join(shown, path.relative_to(base).as_posix()) if base in path.parents else name


def text_of(
    name: str, directory: Path, roots: Sequence[Path], at: Origin | None, findings: Collector, *, absent: Sequence[Refusal] = ()
) -> str | Refusal:
    """The text of a dotenv file, or (with a finding) why it cannot be read.

    Args:
        name: the path as the input has it.
        at: what names the file, which is refused then; None for the command line, where it is a fault.
        absent: reasons that are no fault.
    """
    reading = files.read(name, directory, roots, limit=FILE_BYTES)
    if reading.refusal is not None:
        if reading.refusal not in absent:
            code, reason, help = _REFUSALS[reading.refusal]
            _reject(code, f"{name} {reason}", at, help, findings)
        return reading.refusal
    content = reading.content or b""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _reject("T163", f"{name} is not UTF-8 in line {line}", at, "save the file as UTF-8", findings)
        return Refusal.UNREADABLE
    if "\0" in text:
        _reject("T163", f"{name} is not a text", at, "name a file of NAME=value lines", findings)
        return Refusal.UNREADABLE
    return text


_ALLOW = "copy it into the project, or allow its folder with --allow-path"
_REFUSALS = {
    Refusal.MISSING: ("T164", "does not exist", "correct the path, or make the file"),
    Refusal.OUTSIDE: ("T165", "lies outside the project folder", _ALLOW),
    Refusal.NOT_A_FILE: ("T163", "is not a file", "name a file of NAME=value lines"),
    Refusal.TOO_LARGE: ("T163", f"is larger than {FILE_BYTES:,} bytes", "name a file of NAME=value lines"),
    Refusal.UNREADABLE: ("T163", "cannot be read", "correct the permissions of the file"),
    Refusal.LOOP: ("T163", "leads nowhere: it is no path, or its links form a loop", "correct the path"),
}


def _reject(code: str, message: str, at: Origin | None, help: str, findings: Collector) -> None:
    if at is None:
        findings.add(code, message, help=help)
    else:
        findings.refuse(code, message, at, help=help)
