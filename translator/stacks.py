"""A folder of stacks: each is converted as `pipeline` converts one, and what one gives another is found first.

1. *find*: which files below the folder are stack files, and which belong together.
2. *survey*, in parallel: each is read as far as a Stack, for its name, its namespace, and what it gives and wants.
3. *join*: names and namespaces are settled; what several stacks share is listed.
4. *convert*, in parallel: the whole pipeline, each stack with its neighbours beside it.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from translator import normalize, parse, pipeline
from translator.kube.names import dns_label
from translator.model.neighbour import ALONE, Neighbour, Neighbourhood
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.request import Request
from translator.normalize.neighbours import survey
from translator.parse.stacks import StackFiles
from translator.parse.stacks import stacks as found
from translator.report.collector import Collector

T = TypeVar("T")
R = TypeVar("R")

CONFIGURATION = "translator.yaml"
_STEERING = ("COMPOSE_FILE", "COMPOSE_PROJECT_NAME", "COMPOSE_PATH_SEPARATOR")
"""Variables of the process that name one stack, and would name them all."""


@dataclass(frozen=True, slots=True)
class Member:
    """A stack of the folder, ready to be converted: what to read, with which configuration, beside whom.

    `name` and `namespace` are empty where a fault of a file left no stack; `read` are all the files that it is made of.
    """

    request: Request
    configuration: Path | None
    files: StackFiles
    name: str = ""
    namespace: str = ""
    read: tuple[str, ...] = ()
    neighbourhood: Neighbourhood = ALONE


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that several stacks use: its `kind` (network, volume, config, secret), the name that all know, the stack that
    makes it (None for none of them), and the stacks that use it, sorted."""

    kind: str
    name: str
    provider: str | None
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The stacks of a folder, sorted by their files, and what they share."""

    members: tuple[Member, ...]
    shared: tuple[Shared, ...]


def folder(path: Path, request: Request, configuration: Path | None, findings: Collector, workers: int) -> Folder:
    """Finds the stacks of a folder and what they have to do with one another.

    Args:
        request: what holds for all of them; its files are none.
        configuration: one for all of them; None for that beside each, or in the nearest folder above up to `path`.
        findings: takes what concerns the folder as a whole.
        workers: how many processes to use.
    """
    shown = "" if path.is_absolute() else os.path.normpath(path)
    shown = "" if shown == "." else shown
    environment = {name: value for name, value in request.environment.items() if name not in _STEERING}
    base = replace(request, directory=path if path.is_absolute() else request.directory, environment=environment)
    stacks = found(base.directory / shown, shown, findings)
    members = [
        Member(
            replace(base, files=stack.files, stem=stack.stem),
            configuration or _configuration(stack.files[0], shown, base.directory),
            stack,
        )
        for stack in stacks
    ]
    if not members:
        findings.add("T175", f"there is no stack file below {path}", help="name the folder that holds them, or a file with -f")
    surveys = dict(_mapped(_survey, members, workers))
    return _joined(members, surveys, findings)


def convert(members: Sequence[Member], finish: Callable[[Member, pipeline.Conversion], T], workers: int) -> Iterator[T]:
    """Converts stacks in parallel and gives what `finish` makes of each, in any order, as they come.

    Args:
        finish: runs in the process of the conversion, so that only its result travels; a function of a module.
    """
    for _, result in _mapped(partial(_converted, finish), members, workers):
        yield result


def _converted(finish: Callable[[Member, pipeline.Conversion], T], member: Member) -> T:
    return finish(member, pipeline.convert(member.request, member.configuration, member.neighbourhood))


def _mapped(work: Callable[[Member], R], members: Sequence[Member], workers: int) -> Iterator[tuple[int, R]]:
    """The result of each piece of work with its number, as they come."""
    if workers < 2 or len(members) < 2:
        yield from ((number, work(member)) for number, member in enumerate(members))
        return
    pool = ProcessPoolExecutor(min(workers, len(members)))
    try:
        # Large ones first, so that no process is left alone with one at the end.
        ordered = sorted(enumerate(members), key=lambda pair: (-_size(pair[1]), pair[0]))
        running: dict[Future[R], int] = {pool.submit(work, member): number for number, member in ordered}
        for done in as_completed(running):
            yield running[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _size(member: Member) -> int:
    try:
        return os.path.getsize(member.request.directory / member.files.files[0])
    except OSError:
        return 0


def _configuration(file: str, shown: str, directory: Path) -> Path | None:
    """The `translator.yaml` beside a stack file, or in the nearest folder above, up to the folder of the run."""
    top, place = Path(shown or "."), Path(file).parent
    while True:
        found = place / CONFIGURATION
        if (directory / found).is_file():
            # As the user would name it, where that leads there.
            return found if directory == Path.cwd() else directory / found
        if place in (top, place.parent):
            return None
        place = place.parent


@dataclass(frozen=True, slots=True)
class _Survey:
    """What a stack is known by; `neighbour` None where a fault of a file left none."""

    neighbour: Neighbour | None
    namespace: Located[str] | None
    read: tuple[str, ...]


def _survey(member: Member) -> _Survey:
    """Reads a stack as far as it takes to know what it gives and wants; what is found on the way is found again later."""
    findings = Collector()
    settings, _ = parse.settings(member.configuration, findings)
    project = parse.read(member.request, settings, findings)
    if project is None:
        return _Survey(None, None, ())
    stack = normalize.stack(project, settings, findings)
    namespace = settings.target.namespace
    if member.request.namespace is not None:
        namespace = Located(member.request.namespace, Default("--namespace"))
    elif namespace is None:
        rule = Derived("a namespace for each stack of a folder", (stack.name.origin,))
        namespace = Located(dns_label(stack.name.value), rule)
    neighbour = survey(stack, namespace.value, member.files.files[0])
    return _Survey(neighbour, namespace, tuple(file.name for file in project.files))


def _joined(members: Sequence[Member], surveys: Mapping[int, _Survey], findings: Collector) -> Folder:
    """The members with their names and neighbours, without files that are parts of others."""
    parts = _parts(members, surveys, findings)
    kept: list[tuple[Member, _Survey]] = []
    names: dict[str, Member] = {}
    for number, member in enumerate(members):
        known = surveys[number].neighbour
        if number in parts:
            continue
        if known is not None and names.setdefault(known.stack, member) is not member:
            findings.add(
                "T177",
                f"{member.files.files[0]} and {names[known.stack].files.files[0]} are both called {known.stack}",
                help=f"give one of them another name: name: NAME at the top of the file; {member.files.files[0]} is left out",
            )
            continue
        kept.append((member, surveys[number]))
    neighbours = [known.neighbour for _, known in kept if known.neighbour is not None]
    users = Counter(member.configuration for member, _ in kept)
    named = tuple(_placed(member, known, neighbours, own=users[member.configuration] == 1) for member, known in kept)
    return Folder(named, tuple(_shared(neighbours)))


def _placed(member: Member, known: _Survey, neighbours: Sequence[Neighbour], *, own: bool) -> Member:
    """A member beside its neighbours; `own` tells that no other has its configuration."""
    stack = known.neighbour
    if stack is None or known.namespace is None:
        return member
    related = sorted((other for other in neighbours if _related(stack, other)), key=lambda other: other.stack)
    others = tuple(_trimmed(other, stack) for other in related)
    return replace(
        member,
        name=stack.stack,
        namespace=known.namespace.value,
        read=known.read,
        neighbourhood=Neighbourhood(known.namespace, others, own),
    )


def _trimmed(other: Neighbour, own: Neighbour) -> Neighbour:
    """A neighbour without the volumes and the content of files that are not wanted: they may be large, and secret."""
    return replace(
        other,
        volumes={name: made for name, made in other.volumes.items() if ("volume", name) in own.wanted},
        configs={name: made for name, made in other.configs.items() if ("config", name) in own.wanted},
        secrets={name: made for name, made in other.secrets.items() if ("secret", name) in own.wanted},
    )


def _related(own: Neighbour, other: Neighbour) -> bool:
    """Whether two stacks have anything in common: only then does one need to know the other."""
    if own is other:
        return False
    return not own.networks.keys().isdisjoint(other.networks) or any(name in other.provides(kind) for kind, name in own.wanted)


def _parts(members: Sequence[Member], surveys: Mapping[int, _Survey], findings: Collector) -> frozenset[int]:
    """The files that another stack includes or extends, unless their name says that they are a stack of their own."""
    owners: dict[str, int] = {}
    for number in sorted(surveys):
        for name in surveys[number].read:
            if name not in members[number].files.files:
                owners.setdefault(name, number)
    parts = set()
    for number, member in enumerate(members):
        owner = owners.get(member.files.files[0])
        if owner is not None and not member.files.standard and owner not in parts:
            parts.add(number)
            findings.add(
                "T176",
                f"{member.files.files[0]} is part of {members[owner].files.files[0]}, which names it",
                help=f"convert it on its own with -f {member.files.files[0]} if it is a stack too",
            )
    return frozenset(parts)


def _shared(neighbours: Sequence[Neighbour]) -> Iterator[Shared]:
    """What several stacks use, by kind and name."""
    users: dict[tuple[str, str], set[str]] = {}
    for neighbour in neighbours:
        for kind, name in (*neighbour.wanted, *(("network", name) for name in neighbour.networks)):
            users.setdefault((kind, name), set()).add(neighbour.stack)
    for (kind, name), using in sorted(users.items()):
        provider = next((one.stack for one in neighbours if name in one.provides(kind)), None)
        if len(using | {provider} - {None}) > 1:
            yield Shared(kind, name, provider, tuple(sorted(using)))


def clashes(objects: Iterable[tuple[str, str, str, str]], findings: Collector) -> frozenset[str]:
    """The stacks that would write an object that another one writes too; a finding for each two stacks.

    Args:
        objects: stack, namespace, kind and name of each object.
    """
    owners: dict[tuple[str, str, str], str] = {}
    clashing: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for stack, namespace, kind, name in sorted(objects):
        owner = owners.setdefault((namespace, kind, name), stack)
        if owner != stack:
            clashing.setdefault((owner, stack), []).append((namespace, kind, name))
    for (owner, stack), same in clashing.items():
        namespace, kind, name = same[0]
        where = f" in the namespace {namespace}" if namespace else ""
        more = f", and {len(same) - 1} more" if len(same) > 1 else ""
        findings.add(
            "T178",
            f"{owner} and {stack} both write the {kind} {name}{where}{more}",
            help="rename what it is made of in one of them, or give each stack a namespace of its own",
        )
    return frozenset(stack for _, stack in clashing)
