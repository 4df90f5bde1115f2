"""`models`: the language models that the container calls.

Maps to  two variables of the container for each model, its endpoint and its name, as docker compose sets them.
Grammar  a list of names of the top-level `models`, or a map of them with `endpoint_var` and `model_var`.
Differs  docker compose has Docker's model runner serve the model beside the engine; here a service model-runner does, unless
         `models.endpoint` of the configuration names another server.
Source   Compose Specification, services, models; Docker documentation, Define AI Models in Docker Compose.
"""

import re
from collections.abc import Iterator

from translator.model.container import ModelCall, Variable
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Default, Derived, Located
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, items
from translator.normalize.model_runner import ADDRESS
from translator.normalize.scalars import refuse, unset

FIELD = "models"

_RUNNER = Located(f"{ADDRESS}/engines/v1/", Default("a model runner in the cluster, unless models.endpoint is set"))


def read(node: Node, context: Context) -> tuple[ModelCall, ...]:
    """The models that are called; those that the stack does not have are refused."""
    found: list[ModelCall | None] = []
    if isinstance(node, Mapping):
        if not node.entries:
            unset(node, "models", context, "is empty")
        names = (Located(name, node.keys[name].origin) for name in sorted(node.entries))
        found.extend(_call(name, node.entries[name.value], context) for name in names)
    else:
        for item in items(node, "models", context):
            if isinstance(item, Scalar):
                found.append(_call(Located(item.text, item.origin), None, context))
            else:
                refuse(item, "an item of models", "the name of a model", context)
    return tuple(call for call in found if call is not None)


def _call(name: Located[str], use: Node | None, context: Context) -> ModelCall | None:
    declared = context.section("models").get(name.value)
    model = declared.get("model") if isinstance(declared, Mapping) else None
    if not isinstance(model, Scalar):
        context.findings.refuse(
            "T224",
            f"models names {name.value}, which the top-level models do not have",
            name.origin if use is None else whole(use),
            help=f"add {name.value}: {{model: IMAGE}} to models, or remove it here",
        )
        return None
    return ModelCall(name, tuple(_variables(name, Located(model.text, model.origin), use, context)))


def _variables(name: Located[str], model: Located[str], use: Node | None, context: Context) -> Iterator[Variable]:
    stem = re.sub(r"[^A-Z0-9]", "_", name.value.upper())
    written = form(use, "models", ("endpoint_var", "model_var"), context) if isinstance(use, Mapping) and use.entries else None
    implied = Derived("the name that docker compose gives the variable", (name.origin,))
    address = context.settings.models.endpoint or _RUNNER
    for key, ending, value in (
        ("endpoint_var", "URL", Located(address.value, Derived("where the model is served", (name.origin, address.origin)))),
        ("model_var", "MODEL", Located(model.value, Derived("the model's name", (name.origin, model.origin)))),
    ):
        chosen = None if written is None else written.text(key)
        yield Variable(chosen or Located(f"{stem}_{ending}", implied), value)
