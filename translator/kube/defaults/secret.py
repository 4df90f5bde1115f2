"""Secrets: opaque where no type is named, and what was written as text among the data."""

import base64
from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the type, and moves stringData into data."""
    if not value.get("type"):
        value["type"] = "Opaque"
    texts = value.pop("stringData", None)
    if texts:
        data = value.setdefault("data", {})
        for key, text in texts.items():
            data[key] = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
