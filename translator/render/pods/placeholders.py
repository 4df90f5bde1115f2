"""Placeholders: the Go templates that Swarm fills in for each task, in `environment`, `hostname` and the names of volumes.

The kubelet fills in fields of the Pod instead (the downward API): the node's name, the Pod's name and identity, and for a
StatefulSet the Pod's number. Where a template names something that a Pod does not know, it is refused: as text it would reach
the program. Names: https://docs.docker.com/reference/cli/docker/service/create/#create-services-using-templates
"""

import re

from translator.kube.versions import minor
from translator.model.record import dataclass
from translator.model.stack import Dialect
from translator.render.blueprint import Workload

SLOT = ".Task.Slot"
INDEX_LABEL_SINCE = 28
"""The minor version in which Pods of a StatefulSet got the label `apps.kubernetes.io/pod-index`."""

_TEMPLATE = re.compile(r"\{\{(\s*`[^`]*`\s*|.*?)\}\}", re.DOTALL)
_OWN = re.compile(r"\.(?:Service|Node|Task)\b")


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands for a placeholder: a `text`, or a `field` of the Pod. `differs` says how it differs from Swarm, if it
    does."""

    text: str | None = None
    field: str | None = None
    differs: str = ""


def split(text: str, dialect: Dialect) -> tuple[tuple[str, bool], ...]:
    """`text` in pieces, each with whether it is a placeholder (its inner words then); one piece where it has none.

    Swarm reads every `{{ }}` as a template. Elsewhere Docker leaves them alone, and only those that are meant for Swarm count.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _TEMPLATE.finditer(text):
        if dialect is not Dialect.SWARM and not _OWN.search(match[1]):
            continue
        if match.start() > end:
            pieces.append((text[end : match.start()], False))
        pieces.append((match[1].strip(), True))
        end = match.end()
    if end < len(text) or not pieces:
        pieces.append((text[end:], False))
    return tuple(pieces)


def placeholders(text: str) -> frozenset[str]:
    """The Swarm placeholders that `text` names, such as `.Task.Slot`."""
    if "{{" not in text:
        return frozenset()
    return frozenset(words for words, held in split(text, Dialect.COMPOSE) if held)


def filling(words: str, workload: Workload, kubernetes: str) -> Filling | None:
    """What stands for the placeholder `words` in the Pods of `workload`; None where a Pod cannot know it.

    Args:
        words: what stands between the braces, such as `.Node.Hostname`.
        kubernetes: the oldest version that is written for.
    """
    if words == SLOT:
        return _slot(workload, kubernetes)
    if words[:1] == words[-1:] == "`":
        return Filling(text=words[1:-1])  # Go's text as it stands: how braces are kept from Swarm
    if words == ".Service.Name":
        return Filling(text=workload.name.value, differs="Swarm puts the stack's name and _ before it; Kubernetes does not")
    return _FIELDS.get(words)


_FIELDS = {
    ".Node.Hostname": Filling(field="spec.nodeName"),
    ".Task.Name": Filling(field="metadata.name"),
    ".Task.ID": Filling(field="metadata.uid"),
}


def _slot(workload: Workload, kubernetes: str) -> Filling | None:
    kind, replicas = workload.kind.value, workload.replicas
    if kind == "DaemonSet":
        return Filling(field="spec.nodeName", differs="Swarm gives the node's identity, and the node's name is written")
    if kind == "StatefulSet" and minor(kubernetes) >= INDEX_LABEL_SINCE:
        return Filling(
            field="metadata.labels['apps.kubernetes.io/pod-index']", differs="slots count from 1, Pods of a StatefulSet from 0"
        )
    if replicas is not None and replicas.value <= 1:
        return Filling(text="1")
    return None
