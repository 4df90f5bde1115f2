"""`environment`: the variables of the container.

Maps to  `env` of the container.
Grammar  `NAME=VALUE` items or a map; a name without a value is taken from the environment of the one who converts. Values are
         text as YAML wrote it. Of a list, the last item of a name counts.
Differs  entries such as `constraint:group==db`, which standalone Swarm and Alibaba Cloud took for orders to their scheduler,
         are no variables: they become affinities and topologySpreadConstraints.
Source   Compose Specification, services, environment; Container Service user guide, scheduling.
"""

from translator.model.container import Variable
from translator.model.node import Node, Scalar
from translator.model.origin import Derived, Located
from translator.normalize import orders
from translator.normalize.context import Context
from translator.normalize.forms import pairs
from translator.normalize.scalars import refuse

FIELD = "environment"


def read(node: Node, context: Context) -> tuple[Variable, ...]:
    """The variables, sorted by name; one to which nothing gives a value is refused."""
    found = []
    variables = orders.without(node, context.dialect)
    for name, value in () if variables is None else pairs(variables, "environment", context):
        variable = _variable(name, value, context)
        if variable is not None:
            found.append(variable)
    found.sort(key=lambda variable: variable.name.value)
    return tuple(found)


def _variable(name: Located[str], value: Node | None, context: Context) -> Variable | None:
    if value is not None and not isinstance(value, Scalar):
        refuse(value, f"environment.{name.value}", "text", context)
        return None
    written = None if value is None or value.is_null else value.text
    if not name.value:
        origin = name.origin if value is None else value.origin
        context.findings.refuse("T260", "environment has an entry without a name", origin, help="write NAME=VALUE")
        return None
    if value is None or written is None:
        return _inherited(name, context)
    return Variable(name, Located(written, value.origin))


def _inherited(name: Located[str], context: Context) -> Variable | None:
    given = context.project.environment.get(name.value)
    if given is None:
        context.findings.refuse(
            "T261",
            f"environment names {name.value} without a value, and nothing gives it one, so the container would go without it",
            name.origin,
            help=f"give {name.value} a value: --env-file, .env, or variables: in translator.yaml; remove {name.value} if the "
            "container needs none",
        )
        return None
    return Variable(name, Located(given.value, Derived("taken from the environment", (name.origin, given.origin))))
