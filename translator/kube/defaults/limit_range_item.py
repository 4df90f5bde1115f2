"""Items of limit ranges: the greatest amount is the default, and the default is what is asked for."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the defaults of containers from max and min."""
    if value.get("type") != "Container":
        return
    default = {**(value.get("max") or {}), **(value.get("default") or {})}
    asked = {**(value.get("min") or {}), **default, **(value.get("defaultRequest") or {})}
    if default:
        value["default"] = default
    if asked:
        value["defaultRequest"] = asked
