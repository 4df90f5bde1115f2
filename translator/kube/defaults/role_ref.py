"""References to roles: in the API group of roles."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the API group."""
    if not value.get("apiGroup"):
        value["apiGroup"] = "rbac.authorization.k8s.io"
