"""Subjects of bindings: users and groups are in the API group of roles, service accounts are not."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the API group."""
    if not value.get("apiGroup") and value.get("kind") in ("User", "Group"):
        value["apiGroup"] = "rbac.authorization.k8s.io"
