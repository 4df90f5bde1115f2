"""`models` of the top level: language models that services call. They are served by something that is no part of the stack."""

from translator.model.node import Mapping, Node
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import is_empty
from translator.normalize.scalars import refuse, unset

MODELS = "models"


def models(node: Node, context: Context) -> None:
    """Says of each model who has to serve it; the variables of the services that call it name it (`attributes/models.py`)."""
    if is_empty(node):
        unset(node, MODELS, context, "is empty")
    elif not isinstance(node, Mapping):
        refuse(node, MODELS, "a map", context)
    else:
        for name in sorted(node.entries):
            context.findings.approximate(
                "T218",
                f"the model {name} is served outside of the stack: docker compose would have Docker's model runner do it",
                whole(node.entries[name]),
                help="run a server of the model in the cluster, with its options, and write its address into translator.yaml: "
                "models: {endpoint: http://NAME:PORT/v1/}",
            )
