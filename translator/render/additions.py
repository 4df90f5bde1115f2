"""Additions: objects of kinds that the translator does not write, from templates of the user's own.

A file `NAME.yaml.j2` in the user's template folder that no built-in template is called is laid out once for each service. The
view has the service's names, labels and ports, and the service itself; a template that is not meant for a service gives
nothing for it:

    {% if view.service == "web" %}
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata:
      name: {{ view.name }}
    spec:
      minAvailable: 1
      selector:
        matchLabels: {{ mapping(view.selector) }}
    {% endif %}
"""

from collections.abc import Iterator
from pathlib import Path

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint, KnownPort, Workload
from translator.render.view import Pairs

SUFFIX = ".yaml.j2"


@dataclass(frozen=True, slots=True)
class AdditionView:
    """What a template of the user's own sees of one service."""

    template: str
    service: str
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    selector: Pairs
    pod_labels: Pairs
    ports: tuple[KnownPort, ...]
    workload: Workload
    wave: int = 0


def views(blueprint: Blueprint, built_in: Path) -> Iterator[AdditionView]:
    """A view for each service and each template that the user adds, sorted. Names that begin with `_` are parts."""
    folder = blueprint.destination.templates
    if folder is None or not folder.is_dir():
        return
    names = sorted(path.name for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith("_"))
    for template in names:
        if not (built_in / template).exists():
            for service in blueprint.stack.services:
                yield _view(template, service.name.value, blueprint)


def _view(template: str, service: str, blueprint: Blueprint) -> AdditionView:
    names = blueprint.names
    return AdditionView(
        template,
        service,
        names.services[service],
        names.namespace,
        names.labels(service),
        names.selectors[service],
        blueprint.pod_labels[service],
        blueprint.ports[service],
        blueprint.workloads[service],
    )
