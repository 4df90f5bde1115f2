"""Volumes: ready when they are there; one that failed never will be."""

from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Standing, failed, ready

GROUP = ""
WATCHED: tuple[tuple[str, str], ...] = ()


def judge(body: Object, scene: Scene) -> Standing:  # noqa: ARG001 - the signature of every kind
    """How a volume stands."""
    status = body.get("status") or {}
    if status.get("phase") == "Failed":
        return failed(f"its reclamation failed: {status.get('message') or 'no reason is given'}")
    return ready()
