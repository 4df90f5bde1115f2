"""`models` of the top level: language models that services call.

They are served by a service that the stack gets for it (`normalize.model_runner`), unless the configuration names another
server, or the stack has a service of that name.
"""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence

from translator.model.node import Mapping, Node
from translator.model.service import Service
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import is_empty
from translator.normalize.model_runner import NAME, with_runner
from translator.normalize.scalars import refuse, unset

MODELS = "models"


def models(services: Sequence[Service], context: Context) -> tuple[Service, ...]:
    """The services, with the runner where it has to serve the models; says of each model who serves it."""
    node = context.project.root.get(MODELS)
    if isinstance(node, Mapping) and node.entries:
        return _served(services, node.entries, context)
    if node is not None and is_empty(node):
        unset(node, MODELS, context, "is empty")
    elif node is not None:
        refuse(node, MODELS, "a map", context)
    return tuple(services)


def _served(services: Sequence[Service], declared: MappingOf[str, Node], context: Context) -> tuple[Service, ...]:
    called = {call.name.value for service in services for call in service.models}
    elsewhere = context.settings.models.endpoint is not None or any(service.name.value == NAME for service in services)
    for name in sorted(declared):
        if name not in called:
            context.findings.ignore("T296", f"model {name} is called by no service", whole(declared[name]))
        elif elsewhere:
            context.findings.approximate(
                "T218",
                f"the model {name} is served outside of the stack: docker compose would have Docker's model runner do it",
                whole(declared[name]),
                help="run the server of models.endpoint with the options of the model",
            )
        else:
            context.findings.approximate(
                "T227",
                f"the model {name} is served by a service of its own, {NAME}, and no longer by the engine of the machine",
                whole(declared[name]),
                help="see that a node has the memory, or write into translator.yaml models: {gpus: 1}, or the server that "
                "there is: models: {endpoint: http://NAME:PORT/v1/}",
            )
    return with_runner(services, declared, context.settings) if called and not elsewhere else tuple(services)
