"""CustomResourceDefinitions: ready when the API server serves the new kind."""

from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, condition, failed, ready

GROUP = "apiextensions.k8s.io"
WATCHED: tuple[tuple[str, str], ...] = ()


def judge(body: Object, scene: Scene) -> Standing:  # noqa: ARG001 - the signature of every kind
    """How a definition stands."""
    if condition(body, "Established").get("status") == "True":
        return ready()
    accepted = condition(body, "NamesAccepted")
    if accepted.get("status") == "False":
        return failed(f"its names are not accepted: {accepted.get('message') or accepted.get('reason')}")
    return Standing(Phase.MOVING, "not yet served")
