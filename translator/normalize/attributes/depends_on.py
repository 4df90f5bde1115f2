"""`depends_on`: services that must be started, healthy or completed before this one starts.

Maps to  an init container that waits, and the order in which `apply` goes.
Grammar  a list of services, or a map of a service to `condition`, `required` and `restart`.
Differs  a list means started, as `condition: service_started` does.
Source   Compose Specification, services, depends_on.
"""

from translator.model.connection import Dependency
from translator.model.node import Mapping, Node
from translator.model.origin import Default, Located
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import Form, form, is_empty, items, leave_out
from translator.normalize.references import is_service
from translator.normalize.scalars import text, unset

FIELD = "depends_on"

CONDITIONS = ("service_started", "service_healthy", "service_completed_successfully")
_KEYS = ("condition", "required", "restart")
_STARTED = Located("service_started", Default("Compose waits for the start, where no condition is written"))


def read(node: Node, context: Context) -> tuple[Dependency, ...]:
    """The dependencies: a list in its order, a map sorted by name. Each service once."""
    if is_empty(node):
        unset(node, "depends_on", context, "is empty")
    found: dict[str, Dependency] = {}
    for one in _mapped(node, context) if isinstance(node, Mapping) else _listed(node, context):
        first = found.setdefault(one.service.value, one)
        if first is not one:
            context.findings.ignore("T262", f"depends_on has {one.service.value} once more", one.origin, help="remove it")
    return tuple(found.values())


def _listed(node: Node, context: Context) -> list[Dependency]:
    names = (text(item, "an item of depends_on", context) for item in items(node, "depends_on", context))
    return [
        Dependency(name, _STARTED, name.origin)
        for name in names
        if name is not None and is_service(name, "depends_on", context)
    ]


def _mapped(node: Mapping, context: Context) -> list[Dependency]:
    found = []
    for name in sorted(node.entries):
        dependency = _dependency(Located(name, node.keys[name].origin), node.entries[name], context)
        if dependency is not None:
            found.append(dependency)
    return found


def _dependency(name: Located[str], node: Node, context: Context) -> Dependency | None:
    written = Form("depends_on", {}, context) if is_empty(node) else form(node, "depends_on", _KEYS, context)
    required = written.boolean("required")
    if required is not None and not required.value and name.value not in context.section("services"):
        context.findings.ignore("T279", f"depends_on names {name.value}, which the stack does not have or need", whole(node))
        return None
    if not is_service(name, "depends_on", context, whole(node)):
        return None
    condition = written.choice("condition", CONDITIONS) if "condition" in written.entries else _STARTED
    if condition is None:
        leave_out(node, f"the dependency on {name.value}", context)
        return None
    return Dependency(name, condition, node.origin, required=required, restart=written.boolean("restart"))
