"""Containers: when the image is pulled, and where the last words of a process stand."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the policy of the image by its tag, and the termination message."""
    if not value.get("imagePullPolicy"):
        value["imagePullPolicy"] = "Always" if _is_latest(value.get("image") or "") else "IfNotPresent"
    value.setdefault("resources", {})
    if not value.get("terminationMessagePath"):
        value["terminationMessagePath"] = "/dev/termination-log"
    if not value.get("terminationMessagePolicy"):
        value["terminationMessagePolicy"] = "File"


def _is_latest(image: str) -> bool:
    """Whether the tag is `latest`, written or not; a digest alone says which image it is."""
    name, digest, _ = image.partition("@")
    _, colon, tag = name.rpartition("/")[2].partition(":")
    return tag == "latest" if colon else not digest
