"""View: what a template may lay out, decided to the last value before any template runs.

A view is a frozen dataclass, one class for each kind of object. Its leaves are `Located` values; between them stand other
frozen dataclasses and tuples. What an object lacks is None or an empty tuple, which a template asks for with `{% if %}`
(`Located` itself is always true, whatever its value, so `replicas: 0` survives the question).
"""

from typing import Any, Protocol

from translator.model.origin import Located

Pairs = tuple[tuple[Located[str], Located[Any]], ...]
"""A mapping whose keys are data (labels, annotations, node selectors): pairs in the order in which they are written. A
template lays it out with `{{ mapping(view.labels) }}`."""


class View(Protocol):
    """An object to be written.

    `template` is the file below `templates/` that lays it out; `service` the Compose service it serves, None where it serves
    several or none; `wave` its turn among the workloads of the stack, 0 for what waits for nothing. The template sees the
    whole as `view`.
    """

    @property
    def template(self) -> str:
        """Name of the template."""

    @property
    def service(self) -> str | None:
        """Name of the Compose service, as written."""

    @property
    def wave(self) -> int:
        """Turn among the workloads."""
