"""Services: ready at once, but for load balancers, which are ready when they have an address.

Where no controller gives addresses there will never be one, which is told after a while instead of waiting on. That a
controller is at work shows in its events (`k8s.io/cloud-provider/controllers/service`, the load balancers of ACK alike).
"""

from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, Trouble, ready

GROUP = ""
WATCHED = (("v1", "Event"),)


def judge(body: Object, scene: Scene) -> Standing:
    """How a Service stands."""
    if (body.get("spec") or {}).get("type") != "LoadBalancer":
        return ready()
    if ((body.get("status") or {}).get("loadBalancer") or {}).get("ingress"):
        return ready()
    events = scene.events("Service", body)
    last = events[-1] if events else None
    if last is None:
        note = "it has no address, and nothing in the cluster seems to give one to load balancers"
        return Standing(Phase.MOVING, "no address", note=note, ready_after=scene.patience.balancer)
    if last.get("type") == "Warning":
        return Standing(Phase.MOVING, "no address", troubles=(Trouble(f"it gets no address: {last.get('message')}", None),))
    return Standing(Phase.MOVING, "its load balancer is being made")
