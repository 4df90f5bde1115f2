"""The schema check of a Compose file: what breaks it is refused at its place and leaves the tree, the rest goes on.

The schemas in `schemas/compose` hold the facts of the format: v1, v2 (2.0 to 2.4 together), v3 (3.0 to 3.9) and the current
Compose Specification; `since` is the version that a key came with, `x-platform` lists the keys that Alibaba Cloud's platform
added, `expects` says in words what a value should be. The check is lenient where Docker casts or stringifies: any single value
is good for a text, "80" for a number. A key, or a form, of another generation is taken, with a note: real files mix them.
"""

from collections.abc import Mapping as MappingOf
from difflib import get_close_matches
from functools import cache

from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Derived, Path
from translator.model.project import Version
from translator.parse.commands import is_command, refuse_whole
from translator.parse.schema import Fault, Schema, Violation, at, key_at, kind, plain, schema, without
from translator.report.collector import Collector

_FILES = {
    Version.SPECIFICATION: "compose/specification.json",
    Version.V3: "compose/v3.json",
    Version.V2: "compose/v2.json",
    Version.V1: "compose/v1.json",
}
_WRITTEN = {
    Version.SPECIFICATION: "the current Compose Specification",
    Version.V3: "version 3",
    Version.V2: "version 2",
    Version.V1: "version 1",
}


def check(root: Mapping, version: Version, findings: Collector) -> Mapping:
    """The tree without what breaks the schema of `version`; the same object where nothing does."""
    chosen = schema(_FILES[version])
    data = plain(root)
    if chosen.accepts(data):
        return root
    removed: list[Path] = []
    foreign: dict[Path, bool] = {}
    for violation in chosen.violations(data):
        if violation.fault is Fault.UNKNOWN_KEY:
            removed.extend(_unknown_key(root, version, violation, findings))
            continue
        owner = violation.path[:3]  # a key of a service, a volume ...
        if owner not in foreign:
            foreign[owner] = _has_foreign_form(root, version, owner, findings)
        if not foreign[owner]:
            _report(root, version, violation, findings)
            removed.append(violation.path)
    return without(root, _whole(root, removed, findings))


def _whole(root: Mapping, removed: list[Path], findings: Collector) -> list[Path]:
    """The paths, with that of the whole command in place of those of its words."""
    result: dict[Path, None] = {}
    for path in removed:
        home = path[:-1]
        if len(path) > 1 and home not in result and is_command(home[-1], at(root, home)[0]):
            refuse_whole(str(home[-1]), at(root, home)[0], findings)
            result[home] = None
        elif home not in result:
            result[path] = None
    return list(result)


def _has_foreign_form(root: Mapping, version: Version, path: Path, findings: Collector) -> bool:
    """Whether the value has a form of the current specification, such as depends_on with conditions in version 3."""
    if len(path) < 3 or version is Version.SPECIFICATION:
        return False
    known = schema(_FILES[Version.SPECIFICATION]).below(path)
    if known is None or not known.accepts(plain(at(root, path)[0])):
        return False
    words = f"{path[-1]} has a form that {_WRITTEN[version]} does not know, but {_WRITTEN[Version.SPECIFICATION]}"
    findings.add("T181", f"{words}, and is taken in its sense", key_at(root, path), help=_MIXED)
    return True


_MIXED = "nothing, or write the version that the file uses"


def _unknown_key(root: Mapping, version: Version, violation: Violation, findings: Collector) -> list[Path]:
    """What has to go: the key, where no generation knows it; what breaks the schema of the generation that does."""
    for other in _FILES:
        known = None if other is version else schema(_FILES[other]).below(violation.path)
        if known is not None:
            name = violation.path[-1]
            findings.add(
                "T181",
                f"{name} is no key of {_WRITTEN[version]} here, but of {_WRITTEN[other]}, and is taken in its sense",
                key_at(root, violation.path),
                help=_MIXED,
            )
            return _broken(root, version, known, violation.path, findings)
    _report(root, version, violation, findings)
    return [violation.path]


def _broken(root: Mapping, version: Version, known: Schema, path: Path, findings: Collector) -> list[Path]:
    removed: list[Path] = []
    for inner in known.violations(plain(at(root, path)[0])):
        violation = Violation(inner.fault, (*path, *inner.path), inner.expected, inner.missing, inner.known)
        _report(root, version, violation, findings)
        removed.append(violation.path)
    return removed


def _report(root: Mapping, version: Version, violation: Violation, findings: Collector) -> None:
    shown = _dotted(violation.path, version)
    if violation.fault is Fault.UNKNOWN_KEY:
        message = f"{_dotted(violation.path[:-1], version) or 'the top level'} knows no key {violation.path[-1]}"
        findings.refuse("T180", message, key_at(root, violation.path), help=_advice(violation))
    elif violation.fault is Fault.BAD_NAME:
        home = _dotted(violation.path[:-1], version) or "services"
        message = f'"{violation.path[-1]}" is no name for one of {home}: letters, digits and . _ - are allowed'
        findings.refuse("T185", message, key_at(root, violation.path), help="rename it, here and wherever it is used")
    else:
        node, origin = at(root, violation.path)
        if violation.fault is Fault.MISSING_KEY:
            findings.refuse("T184", f"{shown} has no {violation.missing}", origin, help=f"add {violation.missing}")
        elif violation.fault is Fault.WRONG_TYPE:
            empty = isinstance(node, Scalar) and node.is_null
            help = "give it a value, or remove the key" if empty else "correct the value, or its indentation"
            findings.refuse("T182", f"{shown} must be {violation.expected}, not {kind(node)}", origin, help=help)
        else:
            findings.refuse(
                "T183", f"{shown} must be {violation.expected}, not {_found(node)}", origin, help="correct the value"
            )


def _found(node: Node) -> str:
    """What was read; what a variable gave is not shown, since it may be secret."""
    if not isinstance(node, Scalar):
        return kind(node)
    return "what its variable gives" if isinstance(node.origin, Derived) else f'"{node.text[:40]}"'


def _dotted(path: Path, version: Version) -> str:
    """A path as the file has it: the services of version 1 stand at the top level."""
    return ".".join(map(str, path[1:] if version is Version.V1 else path))


def _advice(violation: Violation) -> str:
    """What to do about a key that nobody knows: the mapping that it belongs below, or the nearest name."""
    name = str(violation.path[-1]).replace("-", "_").lower()
    homes = () if name in violation.known else _homes().get(name, ())
    if homes:
        return f"move it below {' or '.join(homes)}, where {name} belongs; look at the indentation"
    nearest = get_close_matches(name, violation.known, 1, 0.7)
    if nearest:
        return f"write {nearest[0]}"
    return "remove it; keys of your own begin with x-"


@cache
def _homes() -> MappingOf[str, tuple[str, ...]]:
    """Key -> the keys that it can stand below, in the current specification."""
    found: dict[str, dict[str, None]] = {}
    definitions = schema(_FILES[Version.SPECIFICATION]).document["$defs"]
    for home, definition in {"a service": definitions["service"], **definitions["service"]["properties"]}.items():
        resolved = definitions[definition["$ref"].rpartition("/")[2]] if "$ref" in definition else definition
        for name in resolved.get("properties", {}):
            found.setdefault(name, {})[home] = None
    return {name: tuple(homes) for name, homes in found.items()}
