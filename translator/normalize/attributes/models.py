"""`models`: the language models that the container calls.

Maps to  two variables of the container for each model, its endpoint and its name, as docker compose sets them.
Grammar  a list of names of the top-level `models`, or a map of them with `endpoint_var` and `model_var`.
Differs  docker compose has Docker's model runner serve the model; here `models.endpoint` of the configuration, or a Service
         model-runner of the cluster, has to.
Source   Compose Specification, services, models; Docker documentation, Define AI Models in Docker Compose.
"""

import re
from collections.abc import Iterator

from translator.model.container import Variable
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Default, Derived, Located
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, items
from translator.normalize.scalars import refuse, unset

FIELD = "models"

_RUNNER = Located(
    "http://model-runner:12434/engines/v1/", Default("a model runner in the cluster, unless models.endpoint is set")
)


def read(node: Node, context: Context) -> tuple[Variable, ...]:
    """The variables of the models that are called; those that the stack does not have are refused."""
    found: list[Variable] = []
    if isinstance(node, Mapping):
        if not node.entries:
            unset(node, "models", context, "is empty")
        for name in sorted(node.entries):
            found.extend(_variables(Located(name, node.keys[name].origin), node.entries[name], context))
    else:
        for item in items(node, "models", context):
            if isinstance(item, Scalar):
                found.extend(_variables(Located(item.text, item.origin), None, context))
            else:
                refuse(item, "an item of models", "the name of a model", context)
    return tuple(found)


def _variables(name: Located[str], use: Node | None, context: Context) -> Iterator[Variable]:
    declared = context.section("models").get(name.value)
    model = declared.get("model") if isinstance(declared, Mapping) else None
    if not isinstance(model, Scalar):
        context.findings.refuse(
            "T224",
            f"models names {name.value}, which the top-level models do not have",
            name.origin if use is None else whole(use),
            help=f"add {name.value}: {{model: IMAGE}} to models, or remove it here",
        )
        return
    stem = re.sub(r"[^A-Z0-9]", "_", name.value.upper())
    written = form(use, "models", ("endpoint_var", "model_var"), context) if isinstance(use, Mapping) and use.entries else None
    implied = Derived("the name that docker compose gives the variable", (name.origin,))
    address = context.settings.model_endpoint or _RUNNER
    for key, ending, value in (
        ("endpoint_var", "URL", Located(address.value, Derived("where the model is served", (name.origin, address.origin)))),
        ("model_var", "MODEL", Located(model.text, Derived("the model's name", (name.origin, model.origin)))),
    ):
        chosen = None if written is None else written.text(key)
        yield Variable(chosen or Located(f"{stem}_{ending}", implied), value)
