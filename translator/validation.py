"""Validation as code: files of any content in, findings at their lines out; nothing is written.

1. *read*: each file is sorted by what it holds: manifests, a stack, or something of another program.
2. *check*: manifests against the schemas and the rules of the API server; a stack goes through the whole `pipeline`, and the
   findings of its manifests stand at the lines of the stack.
3. *across*: what only a whole set can tell, such as a reference to nowhere: for a folder, and for what a stack gives.
4. *select*: the rules that were chosen; what a comment or the configuration accepts keeps its reason.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from translator import check, garbage, parse
from translator.kube import versions
from translator.kube.schema.custom import is_definition
from translator.model.finding import Finding
from translator.model.manifest import Manifest
from translator.model.project import SourceFile
from translator.model.record import dataclass
from translator.model.request import Request
from translator.model.settings import Settings
from translator.parse import kustomizations, manifests, targets
from translator.parse.kustomizations import Kustomization
from translator.report.collector import Collector
from translator.report.selection import Selection, is_rule, selected

_SET = "set:"
_UPWARDS = 5
"""How many folders a kustomization is looked for in: that of a patch, and those above it."""
_ADVICE = "T6"
"""The codes of good practice, which need not be looked for where nobody wants them."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to validate: the paths, or `set:NAME` of the configuration; how a stack's files become a request; whether manifests
    are passed over; where CustomResourceDefinitions lie; and the rules."""

    paths: tuple[str, ...]
    request: Callable[[tuple[str, ...]], Request]
    configuration: Path | None
    kubernetes: str | None = None
    platform: str | None = None
    stacks_only: bool = False
    definitions: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found. `passed_over` counts the files that hold nothing to check; `objects` the manifests, those of stacks
    included."""

    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...]
    manifests: tuple[Manifest, ...]
    versions: tuple[str, ...]
    objects: int
    passed_over: int


@dataclass(slots=True)
class _Run:
    """The state of a run: what was read so far."""

    order: Order
    versions: tuple[str, ...]
    platform: str
    selection: Selection
    findings: Collector
    files: dict[str, SourceFile] = field(default_factory=dict)
    sets: dict[str | None, list[Manifest]] = field(default_factory=dict)
    kustomizations: dict[str, Kustomization] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    stacks: dict[tuple[str, ...], None] = field(default_factory=dict)
    built: list[Manifest] = field(default_factory=list)
    passed_over: int = 0


def validate(order: Order) -> Validation:
    """Reads and checks; every fault of a file is a finding, and none stops the run."""
    with garbage.held():
        findings = Collector()
        settings, read = parse.settings(order.configuration, findings)
        selection = _selection(order, settings, findings)
        run = _Run(order, _versions(order, settings), _platform(order, settings), selection, findings)
        for target in tuple(_targets(order, settings, findings)):
            _read(target, run)
        _check(run)
        for files in run.stacks:
            _convert(files, run)
        texts = {file.name: file.text for file in (*run.files.values(), *read) if file.text is not None}
        told = tuple(selected(findings, texts, selection))
        own = tuple(manifest for found in run.sets.values() for manifest in found)
        every = (*own, *run.built)
        return Validation(told, (*run.files.values(), *read), every, run.versions, len(every), run.passed_over)


def _targets(order: Order, settings: Settings, findings: Collector) -> Iterator[targets.Target]:
    """The files of the paths; those of `set:NAME` belong together as the files of a folder do."""
    names: list[str] = []
    for path in order.paths:
        members = settings.rules.sets.get(path.removeprefix(_SET)) if path.startswith(_SET) else ()
        if members is None:
            findings.add("T101", f"the configuration has no set {path.removeprefix(_SET)}", help="add it below validate.sets")
        elif members:
            home = os.path.dirname(order.configuration or "")
            within = [os.path.normpath(os.path.join(home, member.value)) for member in members]
            yield from (replace(target, folder=path) for target in targets.targets(within, findings))
        else:
            names.append(path)
    yield from targets.targets(names, findings)


def _selection(order: Order, settings: Settings, findings: Collector) -> Selection:
    """The rules of the command line, or else those of the configuration; its reasons hold in any case."""
    chosen = order.selection
    rules = settings.rules
    named = (*((rule.value, rule.origin) for rule in rules.select), *((rule, why.origin) for rule, why in rules.ignore.items()))
    for rule, origin in named:
        if not is_rule(rule):
            help = "write a code such as T605, the beginning of one, or a slug"
            findings.add("T172", f'there is no rule "{rule}" to select or to ignore', origin, help=help)
    reasons = {rule: reason.value for rule, reason in rules.ignore.items()}
    return Selection(chosen.select or tuple(rule.value for rule in rules.select), chosen.ignore, reasons)


def _versions(order: Order, settings: Settings) -> tuple[str, ...]:
    wanted = order.kubernetes or (settings.target.kubernetes.value if settings.target.kubernetes else "")
    return versions.parse(wanted) or (versions.DEFAULT,)


def _platform(order: Order, settings: Settings) -> str:
    return order.platform or (settings.target.platform.value if settings.target.platform else "kubernetes")


def _read(target: targets.Target, run: _Run) -> None:
    content = targets.content(target.name, run.findings)
    if content is None:
        return
    _look_around(os.path.dirname(target.name), run)
    found = manifests.read(content, target.name, run.findings)
    run.files[target.name] = SourceFile(target.name, found.text, ())
    if found.stack:
        run.stacks[targets.stack_files(target.name)] = None
    elif found.manifests and not run.order.stacks_only:
        run.sets.setdefault(target.folder, []).extend(found.manifests)
    elif not found.broken:
        run.passed_over += 1


def _look_around(folder: str, run: _Run) -> None:
    """Remembers what the kustomizations of the folder, and of those above, say of the files in it."""
    place = os.path.normpath(folder)
    for _ in range(_UPWARDS):
        if place in run.folders:
            return  # and so are those above
        run.folders.add(place)
        found = kustomizations.of(place)
        if found is not None:
            run.kustomizations[found.folder] = found
        place = os.path.normpath(os.path.join(place, ".."))


def _check(run: _Run) -> None:
    elsewhere = tuple(_definitions(run))
    for folder, found in run.sets.items():
        parts: list[Manifest] = []
        whole: list[Manifest] = []
        for manifest in found:
            (parts if run.kustomizations and _is_patch(manifest, run) else whole).append(manifest)
        here = [manifest for manifest in whole if is_definition(manifest)]
        check.manifests(whole, run.versions, run.findings, (*elsewhere, *here))
        check.deprecations(whole, run.versions, run.findings)
        if run.selection.wants(_ADVICE):
            _advise(whole, folder, run)
        check.patches(parts, run.versions, run.findings)
        for patch in parts:
            run.findings.add("T149", "this object is a patch, and was checked as one", patch.origins[""])


def _advise(whole: Sequence[Manifest], folder: str | None, run: _Run) -> None:
    """What is unwise; for a folder across its objects too, if it holds all that belongs together and nothing else."""
    inside = [each for each in run.kustomizations.values() if folder is not None and _holds(folder, each.folder)]
    why = _open(whole, inside) if folder is not None else None
    if why:
        run.findings.add("T145", f"the rules across objects did not run: {why[0]}", whole[0].origins[""], help=why[1])
    made = [
        Manifest({"apiVersion": "v1", "kind": kind, "metadata": {"name": name}}, {})
        for each in inside
        for kind, name in each.generated
    ]
    closed = folder is not None and not why
    named, version = run.selection.names, run.versions[-1]
    check.advice([*whole, *made], run.findings, closed=closed, platform=run.platform, version=version, named=named)


def _open(whole: Sequence[Manifest], inside: Sequence[Kustomization]) -> tuple[str, str] | None:
    """Why a folder is no set whose members can be compared, and what to do; None where it is one."""
    if not whole:
        return None
    members = {member for each in inside for member in each.members}
    roots = [each for each in inside if each.folder not in members]
    help = "build the kustomization, and validate what comes out"
    if len(roots) > 1:
        return f"the folder has {len(roots)} kustomizations, each of which is a set", help
    if any(each.elsewhere for each in inside) or not _within(members, inside):
        return "a kustomization takes objects from elsewhere", help
    return None


def _holds(folder: str, below: str) -> bool:
    """Whether a folder is another one, or has it somewhere below."""
    return os.path.commonpath([os.path.abspath(folder), os.path.abspath(below)]) == os.path.abspath(folder)


def _within(members: set[str], inside: Sequence[Kustomization]) -> bool:
    """Whether what the kustomizations name lies in their own folders or below them."""
    return all(any(_holds(each.folder, member) for each in inside) for member in members)


def _is_patch(manifest: Manifest, run: _Run) -> bool:
    """Whether a kustomization lays an object over another: it says so, or does not know the object, which is not whole."""
    file = getattr(manifest.origins[""], "file", "")
    known = run.kustomizations.values()
    if any(file in each.patches for each in known):
        return True
    folder = os.path.dirname(file)
    near = {os.path.normpath(folder), os.path.normpath(os.path.join(folder, ".."))}
    unlisted = any(each.folder in near for each in known) and not any(file in each.members for each in known)
    return unlisted and check.is_part(manifest, run.versions[-1])


def _definitions(run: _Run) -> Iterator[Manifest]:
    """The CustomResourceDefinitions of --crd; other files beside them are of no interest."""
    for target in targets.targets(run.order.definitions, run.findings):
        content = targets.content(target.name, run.findings)
        found = manifests.read(content, target.name, Collector()).manifests if content is not None else ()
        yield from (manifest for manifest in found if is_definition(manifest))


def _convert(files: Sequence[str], run: _Run) -> None:
    from translator.pipeline import convert  # for stacks alone

    conversion = convert(run.order.request(tuple(files)), run.order.configuration)
    run.findings.extend(conversion.findings)
    run.files.update((file.name, file) for file in conversion.files)
    run.built.extend(conversion.manifests)
    target = conversion.destination
    if target is not None and run.selection.wants(_ADVICE):
        platform, version = target.platform.value, target.kubernetes[-1]
        named = run.selection.names
        check.advice(conversion.manifests, run.findings, closed=True, platform=platform, version=version, named=named)
