"""Defaults: what the API server fills into an object before it looks at it.

One file for each type, named by its key (`translator.kube.graph`), with `fill(value, at)`, which adds to the decoded value
in place. They run from the outside in, as the API server's do (k8s.io/kubernetes `pkg/apis/*/v*/defaults.go`), so that a
type finds what those around it have filled in.
"""

from collections.abc import Mapping
from typing import Any

from translator.kube import visit


def filled(body: Mapping[str, Any], version: str) -> dict[str, Any]:
    """An object with the API server's defaults: a new one, without nulls.

    Args:
        body: an object that fits its schema.
        version: a supported minor version such as "1.35".
    """
    return visit.read(body, version)[0].body
