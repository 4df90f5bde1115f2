"""A service with labels, read: the frame of the tests of `normalize/labels`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.model.container import Label
from translator.model.finding import Finding
from translator.model.node import Mapping as Tree
from translator.model.origin import Default, Derived, Located, Origin, Source, sources
from translator.model.origin import Path as Steps
from translator.model.project import Project, Version
from translator.model.settings import Settings
from translator.model.stack import Dialect
from translator.normalize import labels as labels_room
from translator.normalize.context import Context
from translator.report.collector import Collector

FILE = "stack.yml"
_ROOT = Source(FILE, 1, 1)
_PROJECT = Project(
    name=Located("shop", Default("the folder")),
    directory=Path("shop"),
    version=Version.V2,
    written=None,
    dialect=Located(Dialect.ALIYUN, Default("aliyun labels")),
    root=Tree({}, {}, _ROOT),
    files=(),
    environment={},
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the labels."""

    fields: Mapping[str, Any]
    findings: tuple[Finding, ...]

    def value(self, field: str) -> Any:
        """The plain value of a field that holds a Located one."""
        located = self.fields.get(field)
        return None if located is None else located.value

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, in the order in which they were made."""
        return [finding.code for finding in self.findings]

    @property
    def said(self) -> str:
        """All words of the findings."""
        return "\n".join(f"{finding.message} / {finding.help}" for finding in self.findings)


def source(*path: str | int) -> Source:
    """The place of a leaf below the service `web`."""
    return Source(FILE, 5 + len(path), 7, ("services", "web", *path))


def label(key: str, value: str, *, below: Steps = ("labels",), origin: Origin | None = None) -> Label:
    """A label in map form: key and value have one path."""
    place = source(*below, key)
    return Label(Located(key, place), Located(value, origin or place))


def read(
    labels: Mapping[str, str] | None = None,
    *,
    deploy: Mapping[str, str] | None = None,
    more: tuple[Label, ...] = (),
    dialect: Dialect = Dialect.ALIYUN,
    **fields: object,
) -> Reading:
    """Applies labels of the container and of `deploy` to a service that has `fields` already."""
    own = (*(label(key, value) for key, value in (labels or {}).items()), *more)
    deployed = tuple(label(key, value, below=("deploy", "labels")) for key, value in (deploy or {}).items())
    state: dict[str, Any] = {"labels": own, "deploy_labels": deployed, **fields}
    findings = Collector()
    context = Context(_PROJECT, Settings(), findings, "web", dialect)
    labels_room.apply((*own, *deployed), state, context)
    return Reading(state, tuple(findings))


def unaccounted(reading: Reading, *labels: Label) -> list[str]:
    """The labels that reach neither a field nor a finding with a verdict: there must be none."""
    told = {place.path for finding in reading.findings if finding.verdict for place in (finding.source, *finding.also) if place}
    reached = {place.path for value in reading.fields.values() for place in _places(value)}
    return [one.key.value for one in labels if not {place.path for place in sources(one.value.origin)} <= told | reached]


def _places(value: object) -> list[Source]:
    """Every place that a value of the model rests on."""
    if isinstance(value, Located):
        return list(sources(value.origin))
    if isinstance(value, Derived):
        return list(sources(value))
    if isinstance(value, tuple):
        return [place for item in value for place in _places(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [place for name in names for place in _places(getattr(value, name))]
