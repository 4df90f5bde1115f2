"""Which files below a folder are stack files, and which belong together.

Rule: the files that COMPOSE_FILE of a folder's `.env` names are its stack; else a file of a standard name, with the override
file beside it, as docker compose takes them. Another YAML file is one if it reads as one: `services` of which one at least has
an image, a build or the like, or, in the first version, services at the top, most of whose keys are those of services: values
of charts and jobs of CI have images too. `NAME.override.yml` belongs to `NAME.yml`; another `NAME.WORD.yml` beside it is a
variant that only its authors know how to combine. Hidden folders, links to folders and what the translator wrote are no input.
"""

import json
import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from translator import assets, files
from translator.model.node import Mapping as Tree
from translator.model.node import Node, Scalar
from translator.model.record import dataclass
from translator.parse import dotenv, yaml
from translator.parse.library import STDIN
from translator.parse.limits import FILE_BYTES
from translator.parse.project_name import normalized
from translator.parse.selection import FILE, NAMES, OVERRIDES, listed
from translator.report.collector import Collector

_SUFFIXES = (".yml", ".yaml")
_SKIPPED = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))
_RECORD = ".translator.json"
"""Lies in each folder that the translator wrote."""
_OVERRIDE, _DOTENV = "override", ".env"
_SIGNS = ("image", "build", "extends", "provider")
"""A service has one of these keys, which settings of other programs do not."""
_BODY = frozenset(("command", "environment", "expose", "links", "ports", "restart", "volumes"))
_ALIKE = 0.75
"""How like a key of a service another one must be to be a slip of it."""
_GENERIC = ("stack", "docker-stack", "swarm", "compose", "docker-compose")
"""Names of files that tell nothing of the stack; their folder does."""
_MAYBE = re.compile(rb"^['\"]?services['\"]?\s*:|\b(?:image|build|extends)['\"]?\s*:", re.MULTILINE)
_SECTION = re.compile(rb"^services[ \t]*+:", re.MULTILINE)
_SIGN = re.compile(rb"^[ \t]++(?:image|build)[ \t]*+:", re.MULTILINE)
"""What a file that cannot be read has if it would be a stack: the second below the first."""


@dataclass(frozen=True, slots=True)
class StackFiles:
    """A stack of a folder: its files in the order of `-f`, as they are shown; the name that it has where no file says one; and
    whether its first file has a standard name."""

    files: tuple[str, ...]
    stem: str
    standard: bool


def stacks(folder: Path, shown: str, findings: Collector) -> tuple[StackFiles, ...]:
    """The stacks below a folder, sorted by their files; with a finding for each file that looks like one and is none.

    Args:
        folder: where they lie.
        shown: how the folder is shown to the user, empty for the current one.
    """
    found = [stack for place, names in _folders(folder) for stack in _of_folder(folder, place, names, shown, findings)]
    stems = _stems(found, shown, Path(os.path.realpath(folder)).name)
    named = (replace(stack, stem=stems[stack.files[0]]) for stack in found)
    return tuple(sorted(named, key=lambda stack: stack.files))


def _folders(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each folder that may hold stacks, relative to `folder`, with its files."""
    for place, below, names in os.walk(folder):
        if _RECORD in names:
            below.clear()
            continue
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in _SKIPPED)
        yield os.path.relpath(place, folder), sorted(names)


def _of_folder(root: Path, place: str, names: list[str], shown: str, findings: Collector) -> Iterator[StackFiles]:
    def show(name: str) -> str:
        return Path(shown, place, name).as_posix()

    together = _together(root / place, names)
    if together:
        yield StackFiles(tuple(posixpath.normpath(show(name)) for name in together), "", True)
        for name in names:
            if name in (*NAMES, *OVERRIDES) and name not in together:
                _say_part(show(name), show(together[0]), findings)
        names = [name for name in names if name not in (*together, *NAMES, *OVERRIDES)]
    standard = [name for name in NAMES if name in names]
    overrides = [name for name in OVERRIDES if name in names] if standard else []
    if standard:
        yield StackFiles(tuple(map(show, [standard[0], *overrides[:1]])), "", True)
    for name in (*standard[1:], *overrides[1:]):
        _say_part(show(name), show(standard[0]), findings)
    rest = [
        name for name in names if name.endswith(_SUFFIXES) and not name.startswith(".") and name not in (*standard, *overrides)
    ]
    bases = {Path(name).stem: name for name in (*rest, *standard[:1])}
    for name in rest:
        base, dot, word = Path(name).stem.rpartition(".")
        if not _is_stack(root / place, name):
            continue
        if not dot or base not in bases:
            beside = next((other for end in _SUFFIXES if (other := f"{Path(name).stem}.{_OVERRIDE}{end}") in rest), None)
            yield StackFiles(tuple(map(show, [name] if beside is None else [name, beside])), "", False)
        elif word != _OVERRIDE:
            _say_part(show(name), show(bases[base]), findings)


def _together(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The files that `.env` of a folder names, seen from there; none where it names none, or cannot be read."""
    if _DOTENV not in names:
        return ()
    text = dotenv.text_of(_DOTENV, folder, (Path(os.path.realpath(folder)),), None, Collector())
    if not isinstance(text, str) or FILE not in text:
        return ()
    named = listed(dict(dotenv.parse(text, _DOTENV, {}, Collector())))
    return tuple(posixpath.normpath(name) for name in named if name != STDIN and not posixpath.isabs(name))


def _say_part(name: str, of: str, findings: Collector) -> None:
    findings.add(
        "T176",
        f"{name} lies beside {of} and is not converted with it",
        help=f"convert them on their own if they belong together: -f {of} -f {name}",
    )


def _is_stack(folder: Path, name: str) -> bool:
    """Whether a file reads as a stack. One that is broken is one if it would be, so that its fault is told."""
    reading = files.read(name, folder, (Path(os.path.realpath(folder)),), limit=FILE_BYTES)
    content = reading.content
    if content is None or not _MAYBE.search(content):
        return False
    document = yaml.load(content, name, Collector())
    if not document.sound:
        section = _SECTION.search(content)
        return section is not None and _SIGN.search(content, section.end()) is not None
    return document.root is not None and is_stack(document.root)


def is_stack(root: Node) -> bool:
    """Whether the tree of a file is that of a stack."""
    if not isinstance(root, Tree) or ("apiVersion" in root.entries and "kind" in root.entries):
        return False
    services = root.get("services")
    if services is not None:
        return isinstance(services, Tree) and any(map(_is_service, services.entries.values()))
    if isinstance(root.get("image"), Scalar) and not root.entries.keys().isdisjoint(_BODY):
        return True  # a service whose keys stand one step too far left: to be told, not to be passed over
    return bool(root.entries) and all(map(_is_service, root.entries.values())) and _are_services(root)


def _is_service(node: Node) -> bool:
    return isinstance(node, Tree) and any(sign in node.entries for sign in _SIGNS)


def _are_services(root: Tree) -> bool:
    """Whether most keys below those of the top are keys of services, or slips of such."""
    known = _service_keys()
    written = [key for node in root.entries.values() if isinstance(node, Tree) for key in node.entries if key[:2] != "x-"]
    foreign = [key for key in written if key not in known and not get_close_matches(key, known, 1, _ALIKE)]
    return 2 * len(foreign) < len(written)


@cache
def _service_keys() -> frozenset[str]:
    """The keys of a service in any generation of Compose."""
    schemas = (json.loads(path.read_bytes()) for path in sorted((assets.schemas() / "compose").glob("*.json")))
    return frozenset(key for schema in schemas for key in schema["$defs"]["service"]["properties"])


def _stems(found: Sequence[StackFiles], shown: str, top: str) -> Mapping[str, str]:
    """A name for each stack, by its first file: that of its folder, or of the file; with the folders above where several have
    the same.

    Args:
        top: the name of the folder of the run, for a stack that lies right in it.
    """
    ways = {stack.files[0]: _way(stack, shown) or (top,) for stack in found}
    chosen: dict[str, str] = {}
    depth = 1
    while len(chosen) < len(ways):
        at_depth = {name: normalized("-".join(way[-depth:])) for name, way in ways.items()}
        count = Counter(at_depth.values())
        for name, way in ways.items():
            if name not in chosen and count[at_depth[name]] == 1:
                chosen[name] = at_depth[name]
            elif name not in chosen and depth > len(way):
                chosen[name] = normalized("-".join((*way, Path(name).stem)))
        depth += 1
    return chosen


def _way(stack: StackFiles, shown: str) -> tuple[str, ...]:
    """The steps of a path that may name its stack, from the folder of the run on."""
    path = Path(stack.files[0])
    below = path.relative_to(shown) if shown and path.is_relative_to(shown) else path
    return (below.parent if stack.standard or below.stem in _GENERIC else below.with_suffix("")).parts
