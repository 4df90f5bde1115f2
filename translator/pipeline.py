"""The card's sentence as code: parse, normalise, render, check, and account for every line.

Each phase takes data and gives data; what it has to say goes to one collector. A phase runs on whatever the one before it
could save, so that one run tells all the problems of all the files; whether anything may be written is decided at the end.

1. *parse*: text becomes one tree of nodes that know their places: files are merged, included and extended, variables
   replaced, `${TAG}` -> `1.4`.
2. *normalize*: the tree becomes a Stack in the words of Compose and Swarm, each value parsed in its own grammar,
   `"64M"` -> Bytes(67108864).
3. *render*: the Stack becomes Kubernetes objects, each field with its origin.
4. *check*: each object is held against the schema of every Kubernetes version asked for.
5. *account*: each leaf of each file gets its verdict: what reached an object is mapped, the rest needs a finding that says why.
"""

from dataclasses import field, replace
from pathlib import Path

from translator import check, garbage, normalize, parse, render
from translator.kube import versions
from translator.model.destination import Destination
from translator.model.finding import Finding, Severity, Verdict
from translator.model.manifest import Manifest
from translator.model.neighbour import ALONE, Neighbourhood
from translator.model.origin import Default, Located
from translator.model.project import SourceFile
from translator.model.record import dataclass
from translator.model.request import Request
from translator.model.settings import Settings
from translator.model.stack import Dialect, Stack
from translator.report import acceptance, ledger
from translator.report.collector import Collector
from translator.report.ledger import Entry
from translator.report.severity import severity


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of a stack. `stack` is None, and `manifests` empty, where a fault of a file left nothing to go on with."""

    stack: Stack | None
    manifests: tuple[Manifest, ...]
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]
    files: tuple[SourceFile, ...]
    destination: Destination | None = field(default=None)

    @property
    def refused(self) -> bool:
        """Whether a part of the input was refused: the rest may be written only if the user asks for it."""
        return any(entry.verdict is Verdict.REFUSED for entry in self.entries) or any(
            severity(finding) is Severity.ERROR for finding in self.findings
        )

    @property
    def faulty(self) -> bool:
        """Whether a file itself is at fault, or a manifest: then nothing may be written, not even in part."""
        return any(severity(finding) is Severity.ERROR and finding.verdict is None for finding in self.findings)


def convert(request: Request, configuration: Path | None = None, neighbourhood: Neighbourhood = ALONE) -> Conversion:
    """Runs every phase on the files of `request`.

    Args:
        configuration: the path of `translator.yaml`; None for none.
        neighbourhood: the other stacks of a folder that is converted as a whole (`stacks`).
    """
    with garbage.held():
        return _convert(request, configuration, neighbourhood)


def _convert(request: Request, configuration: Path | None, neighbourhood: Neighbourhood) -> Conversion:
    findings = Collector()
    settings, read = parse.settings(configuration, findings)
    project = parse.read(request, settings, findings)
    if project is None:
        return _concluded(None, (), findings, read, settings, None)
    stack = normalize.stack(project, settings, findings, neighbourhood)
    target = destination(request, settings, stack.dialect.value, findings)
    if neighbourhood.namespace is not None:
        own = neighbourhood.own_configuration
        target = replace(target, namespace=neighbourhood.namespace, own_namespace=True, own_configuration=own)
    manifests = render.manifests(stack, settings, target, findings)
    check.manifests(manifests, target.kubernetes, findings)
    return _concluded(stack, manifests, findings, (*project.files, *read), settings, target)


def destination(request: Request, settings: Settings, dialect: Dialect, findings: Collector) -> Destination:
    """The cluster that is written for: the command line wins over the configuration, that over the defaults."""
    wanted = Located(request.kubernetes, Default("--kubernetes")) if request.kubernetes else settings.target.kubernetes
    supported = versions.parse(wanted.value) if wanted else (versions.DEFAULT,)
    if wanted and supported is None:
        findings.add(
            "T197",
            f"the Kubernetes version must be one from {versions.SUPPORTED[0]} to {versions.SUPPORTED[-1]}, or a range such as "
            f'1.28..1.32, not "{wanted.value}"',
            wanted.origin,
            help=f"write --kubernetes {versions.DEFAULT}, or target.kubernetes in translator.yaml",
        )
    return Destination(
        supported or (versions.DEFAULT,),
        _platform(request, settings, dialect, findings),
        Located(request.namespace, Default("--namespace")) if request.namespace else settings.target.namespace,
        request.templates,
    )


def _platform(request: Request, settings: Settings, dialect: Dialect, findings: Collector) -> Located[str]:
    if request.platform:
        return Located(request.platform, Default("--platform"))
    if settings.target.platform:
        return settings.target.platform
    if dialect is Dialect.ALIYUN:
        findings.add(
            "T196",
            "the stack has keys of Alibaba Cloud Container Service, so the target is taken to be ACK",
            help="say so with --platform ack, or choose --platform kubernetes",
        )
        return Located("ack", Default("the stack has keys of Alibaba Cloud Container Service"))
    return Located("kubernetes", Default("no platform was named"))


def _concluded(
    stack: Stack | None,
    manifests: tuple[Manifest, ...],
    findings: Collector,
    files: tuple[SourceFile, ...],
    settings: Settings,
    target: Destination | None,
) -> Conversion:
    said = acceptance.accept(findings, settings.accepted)
    entries = ledger.account(files, said, manifests)
    return Conversion(stack, manifests, (*said, *ledger.unaccounted(entries)), entries, files, target)
