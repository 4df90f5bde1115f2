"""`deploy.placement`: on which nodes tasks may run, and how they are spread.

Maps to  node affinity, `topologySpreadConstraints` and Pod anti-affinity, through the node map of the configuration.
Grammar  `constraints` (`node.labels.zone == east`, `node.role!=manager`), `preferences` with `spread`, and
         `max_replicas_per_node`, of which zero means not set.
Differs  Kubernetes has no cap on the Pods of a node but one; larger caps are refused.
Source   Compose Deploy Specification, placement; moby/swarmkit, package constraint.
"""

from collections.abc import Iterator

from translator.model.deploy import Constraint, Placement
from translator.model.node import Mapping, Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import form, items
from translator.normalize.grammar import constraint
from translator.normalize.scalars import integer, parsed, refuse, unset

FIELD = "placement"

_KEY = "deploy.placement"


def read(node: Node, context: Context) -> Placement:
    """The placement; its parts are empty where not written."""
    found = form(node, _KEY, ("constraints", "preferences", "max_replicas_per_node"), context).entries
    return Placement(
        tuple(_constraints(found["constraints"], context)) if "constraints" in found else (),
        tuple(_spread(found["preferences"], context)) if "preferences" in found else (),
        _cap(found["max_replicas_per_node"], context) if "max_replicas_per_node" in found else None,
    )


def _constraints(node: Node, context: Context) -> Iterator[Constraint]:
    for item in items(node, f"{_KEY}.constraints", context):
        found = parsed(item, "a placement constraint", constraint.parse, constraint.EXPECTED, context, code="T285")
        if found is not None:
            yield Constraint(*found.value, found.origin)


def _spread(node: Node, context: Context) -> Iterator[Located[str]]:
    for item in items(node, f"{_KEY}.preferences", context):
        if not isinstance(item, Mapping):
            refuse(item, f"an item of {_KEY}.preferences", "a map with spread", context)
            continue
        attribute = form(item, f"{_KEY}.preferences", ("spread",), context).text("spread")
        if attribute is not None:
            yield attribute


def _cap(node: Node, context: Context) -> Located[int] | None:
    cap = integer(node, f"{_KEY}.max_replicas_per_node", context)
    if cap is not None and cap.value == 0:
        unset(node, f"{_KEY}.max_replicas_per_node", context, "is 0")
        return None
    return cap
