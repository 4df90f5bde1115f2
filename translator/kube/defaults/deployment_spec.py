"""Deployments: one replica, replaced a quarter at a time."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in replicas, strategy and the limits of rollouts."""
    value.setdefault("template", {})
    value.setdefault("replicas", 1)
    strategy = value.setdefault("strategy", {})
    if not strategy.get("type"):
        strategy["type"] = "RollingUpdate"
    if strategy["type"] == "RollingUpdate":
        rolling = strategy.setdefault("rollingUpdate", {})
        rolling.setdefault("maxUnavailable", "25%")
        rolling.setdefault("maxSurge", "25%")
    value.setdefault("revisionHistoryLimit", 10)
    value.setdefault("progressDeadlineSeconds", 600)
