"""Namespaces: ready when active."""

from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, ready

GROUP = ""
WATCHED: tuple[tuple[str, str], ...] = ()


def judge(body: Object, scene: Scene) -> Standing:  # noqa: ARG001 - the signature of every kind
    """How a namespace stands."""
    phase = (body.get("status") or {}).get("phase")
    return ready() if phase in (None, "Active") else Standing(Phase.MOVING, "is being deleted")
