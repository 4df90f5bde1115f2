"""Intake: what is compared or applied: a stack that is converted, or manifests that are read; both checked before anybody asks
a cluster.

Input that is refused is told and never leaves this process. The version of Kubernetes that was not asked for is that of the
cluster, as soon as that is known: what was read is then converted once more.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import Any, TypeVar

import click

from translator.cli.reading import Options, configuration, request
from translator.cli.terminal import Terminal
from translator.kube import versions
from translator.model.finding import Finding, Severity
from translator.model.manifest import Manifest
from translator.model.origin import Source
from translator.model.project import SourceFile
from translator.model.record import dataclass
from translator.report.collector import Collector
from translator.report.severity import severity

F = TypeVar("F", bound=Callable[..., Any])

_STACK = "app.kubernetes.io/part-of"
_SERVICE = "app.kubernetes.io/name"


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read. `stack` names it, empty where nothing does; `namespace` is what was asked for, None for that of the
    cluster's context; `kubernetes` the versions it was made for, `chosen` whether somebody asked for them. `refused` tells that
    it must not leave this process."""

    stack: str
    namespace: str | None
    manifests: tuple[Manifest, ...] = field(repr=False)
    kubernetes: tuple[str, ...]
    chosen: bool
    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...] = field(repr=False)
    refused: bool

    @property
    def version(self) -> str:
        """The version that it was made for."""
        return self.kubernetes[0]


def manifests(function: F) -> F:
    """`-m`, as the parameter `paths`."""
    help = "Manifests in place of a stack: YAML or JSON files, or folders of them. May repeat."
    return click.option("-m", "--manifests", "paths", metavar="PATH", multiple=True, help=help)(function)


def read(chosen: Options, paths: Sequence[str]) -> Intake:
    """Reads the stack of `chosen`, or the manifests at `paths` where there are any."""
    if not paths:
        return _converted(chosen)
    if chosen.files:
        raise click.UsageError("-f names a stack and -m manifests; one of them, please")
    return _loaded(chosen, paths)


def named(intake: Intake) -> None:
    """Wrong usage where nothing names the stack: by its name it is known what belongs to it."""
    if not intake.stack:
        raise click.UsageError("the manifests do not tell one stack that they belong to: name it with -p")


def suited(intake: Intake, version: str, chosen: Options, paths: Sequence[str]) -> Intake:
    """The same for the version that a cluster runs, unless another was asked for; for the nearest supported one.

    Args:
        version: a minor version as the cluster tells it, such as "1.36".
    """
    served = versions.nearest(version)
    if intake.chosen or served in (None, intake.version):
        return intake
    again = read(replace(chosen, kubernetes=served), paths)
    note = Finding("T723", f"the cluster runs Kubernetes {version}, so the manifests are for {served}")
    return replace(again, chosen=False, findings=(*again.findings, note))


def tell(intake: Intake, terminal: Terminal, beside: Sequence[Finding] = ()) -> None:
    """Says what was found: of the input what stops it, and the rest where asked; of what is `beside` it as `convert` does."""
    if not intake.findings and not beside:
        return  # to know what must not be quoted costs a look at every field
    from translator.report.formats import text
    from translator.report.quotation import Quotations
    from translator.report.secrecy import secret_lines

    style = terminal.style(os.environ)
    quotations = Quotations(intake.files, secret_lines(intake.manifests))
    usual = Severity.NOTE if terminal.verbose else Severity.ERROR
    terminal.say(text.listing(intake.findings, quotations, least=usual, style=style))
    terminal.say(text.listing(beside, quotations, least=terminal.least, style=style))
    quiet = sum(severity(finding) is Severity.WARNING for finding in intake.findings)
    if quiet and not terminal.verbose and not terminal.quiet:
        terminal.say([f"{text.plural(quiet, 'warning')} of the input (shown with -v)"])


def _converted(chosen: Options) -> Intake:
    from translator import parse
    from translator.pipeline import convert

    place = configuration(chosen)
    conversion = convert(request(chosen), place)
    settings, _ = parse.settings(place, Collector())
    target = conversion.destination
    name = conversion.stack.name.value if conversion.stack is not None else ""
    return Intake(
        stack=name,
        namespace=target.namespace.value if target is not None and target.namespace is not None else None,
        manifests=conversion.manifests,
        kubernetes=target.kubernetes if target is not None else (versions.DEFAULT,),
        chosen=chosen.kubernetes is not None or settings.target.kubernetes is not None,
        findings=conversion.findings,
        files=conversion.files,
        refused=conversion.refused or conversion.faulty,
    )


def _loaded(chosen: Options, paths: Sequence[str]) -> Intake:
    from translator import parse

    findings = Collector()
    settings, read = parse.settings(configuration(chosen), findings)
    asked = chosen.kubernetes or (settings.target.kubernetes.value if settings.target.kubernetes else None)
    wanted = versions.parse(asked or "") or (versions.DEFAULT,)
    found, files = _checked(paths, wanted, findings)
    labels = [_labels(manifest) for manifest in found]
    stacks = {label.get(_STACK) for label in labels}
    if not found:
        findings.add("T724", f"there are no manifests in {', '.join(paths)}", help="name files or folders that hold some")
    namespace = settings.target.namespace.value if settings.target.namespace else None
    return Intake(
        stack=chosen.project_name or (stacks.pop() or "" if len(stacks) == 1 else ""),
        namespace=chosen.namespace or namespace,
        manifests=tuple(replace(each, service=label.get(_SERVICE)) for each, label in zip(found, labels, strict=True)),
        kubernetes=wanted,
        chosen=asked is not None,
        findings=tuple(findings),
        files=(*files, *read),
        refused=any(severity(finding) is Severity.ERROR for finding in findings),
    )


def _checked(paths: Sequence[str], wanted: tuple[str, ...], findings: Collector) -> tuple[list[Manifest], list[SourceFile]]:
    """The manifests of files and folders, held against the versions."""
    from translator import check
    from translator.kube.schema.custom import is_definition
    from translator.parse import manifests as files
    from translator.parse import targets

    found: list[Manifest] = []
    read: list[SourceFile] = []
    for target in targets.targets(paths, findings):
        content = targets.content(target.name, findings)
        if content is None:
            continue
        held = files.read(content, target.name, findings)
        read.append(SourceFile(target.name, held.text, ()))
        found.extend(held.manifests)
        if held.stack:
            findings.add("T725", f"{target.name} is a stack", Source(target.name, 1, 1), help="name it with -f, and alone")
    check.manifests(found, wanted, findings, [manifest for manifest in found if is_definition(manifest)])
    for finding in tuple(findings):
        if finding.code == "T148":
            findings.add("T725", "the values of this object are encrypted", finding.source, help="decrypt them first (sops -d)")
    return found, read


def _labels(manifest: Manifest) -> dict[str, str]:
    metadata = manifest.body.get("metadata")
    labels = metadata.get("labels") if isinstance(metadata, dict) else None
    return labels if isinstance(labels, dict) else {}
