"""Terms: what `update_config` asks of a rollout, read from the marks that `render` left on the workload.

Swarm watches each task for `monitor` after its update, lets a share of `max_failure_ratio` fail, and then does what
`failure_action` says: `pause` (the rollout stays as it is, and the default), `continue`, or `rollback`. They are about updates
alone: a service that is made for the first time has no terms (moby `manager/orchestrator/update/updater.go`).
"""

import re
from collections.abc import Mapping
from typing import Any

from translator.model.record import dataclass

_PREFIX = "rollout.translator/update-"
_SECONDS = re.compile(r"([0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)s")
_ACTIONS = ("pause", "continue", "rollback")


@dataclass(frozen=True, slots=True)
class Terms:
    """`monitor` is in seconds; `ratio` is None where none was written, and with neither it nor a monitor a rollout is judged as
    Kubernetes does: a Pod may fail as long as it recovers."""

    monitor: float | None = None
    ratio: float | None = None
    action: str = "pause"

    @property
    def counts(self) -> bool:
        """Whether each failure counts, as in Swarm."""
        return self.monitor is not None or self.ratio is not None

    def tolerated(self, pods: int) -> int:
        """How many of so many Pods may fail."""
        return int((self.ratio or 0.0) * pods + 1e-9)


def terms(body: Mapping[str, Any]) -> Terms:
    """The terms of an object's rollouts; marks that cannot be read count as none."""
    marks = (body.get("metadata") or {}).get("annotations") or {}
    monitor = _SECONDS.fullmatch(str(marks.get(f"{_PREFIX}monitor", "")))
    action = str(marks.get(f"{_PREFIX}failure-action", ""))
    ratio = _ratio(str(marks.get(f"{_PREFIX}max-failure-ratio", "")))
    return Terms(float(monitor[1]) if monitor else None, ratio, action if action in _ACTIONS else "pause")


def _ratio(text: str) -> float | None:
    found = re.fullmatch(r"[0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?", text)
    return min(float(text), 1.0) if found else None
