"""The model runner: the service that serves the language models of a stack, where nothing else does.

docker compose has Docker's model runner, a program beside the engine, download the models and set them up before the services
start, by the runner's own API: `POST /models/create` and `POST /engines/_configure`. In a cluster the same program runs as one
more service, with its downloads in a volume; each service that calls models waits for it, and has a step before its start that
asks for them in the same words. Source: Docker documentation, Docker Model Runner, and Compose Bridge, Use Docker Model Runner.
"""

import json
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from translator.model.connection import Attachment, Dependency, ExposedPort
from translator.model.container import Command, Variable
from translator.model.lifecycle import Hook
from translator.model.mount import Mount
from translator.model.node import Mapping as MappingNode
from translator.model.node import Node, Scalar
from translator.model.node import Sequence as SequenceNode
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.service import Service
from translator.model.settings import HELPER, Settings
from translator.model.stack import Volume
from translator.model.values import ImageReference, UserReference
from translator.normalize.grammar import image

NAME = "model-runner"
_PORT = 12434
ADDRESS = f"http://{NAME}:{_PORT}"
_FOLDER = "/models"
_WHY = Default("how Docker's model runner is run")
_IMAGE = Located(
    "docker/model-runner:latest", Default("Docker's model runner, unless models.image of the configuration is set")
)
_SIZE = Located("20Gi", Default("room for the models, unless volumes of the configuration says how much"))
_WAIT = Located("service_healthy", Default("models are there before what calls them, as with docker compose"))
_EACH = Located(True, Default("a model that is there already is not downloaded again"))
_ROOT = Located(UserReference("0", None), Default("a new volume belongs to root, and the runner is another user"))


def with_runner(services: Sequence[Service], models: Mapping[str, Node], settings: Settings) -> tuple[Service, ...]:
    """The services, those that call models with a step before their start, and the runner; sorted by name."""
    callers = [service for service in services if service.models]
    asking = {service.name.value: _asking(service, models, settings) for service in callers}
    together = (*(asking.get(service.name.value, service) for service in services), _runner(callers, settings))
    return tuple(sorted(together, key=lambda service: service.name.value))


def with_room(volumes: Sequence[Volume]) -> tuple[Volume, ...]:
    """The volumes, that of the runner with room for models."""
    return tuple(replace(one, size=_SIZE) if one.key.value == NAME and one.size is None else one for one in volumes)


def _runner(callers: Sequence[Service], settings: Settings) -> Service:
    cause = Derived("models are served by a runner", tuple(call.name.origin for one in callers for call in one.models))
    joined = {each.network.value: each.network for one in callers for each in one.networks}
    outside = Located("default", Default("the runner downloads models from outside"))
    joined.setdefault(outside.value, outside)
    variables = {"MODELS_PATH": _FOLDER, "MODEL_RUNNER_PORT": str(_PORT)}
    opening = _step(f"chmod a+rwx {_FOLDER}", cause, settings)
    return Service(
        Located(NAME, cause),
        _reference(settings.models.image or _IMAGE),
        environment=tuple(Variable(Located(key, _WHY), Located(variables[key], _WHY)) for key in variables),
        expose=(ExposedPort(Located(_PORT, _WHY), Located("tcp", _WHY)),),
        mounts=(_downloads(cause),),
        networks=tuple(Attachment(joined[key], (), joined[key].origin) for key in sorted(joined)),
        pre_start=(replace(opening, user=_ROOT),),
        gpu=settings.models.gpus,
    )


def _downloads(cause: Origin) -> Mount:
    empty = Located(True, Default("the image has no models"))
    return Mount(Located("volume", _WHY), Located(NAME, cause), Located(_FOLDER, _WHY), cause, nocopy=empty)


def _asking(service: Service, models: Mapping[str, Node], settings: Settings) -> Service:
    """A service that waits for the runner and asks it for the models that it calls."""
    definitions = [models[name] for name in dict.fromkeys(call.name.value for call in service.models)]
    parts = (part.origin for node in definitions if isinstance(node, MappingNode) for part in node.entries.values())
    cause = Derived("models that are called", (*(call.name.origin for call in service.models), *parts))
    wait = Dependency(Located(NAME, cause), _WAIT, cause)
    script = " && ".join(request for node in definitions for request in _requests(node))
    steps = (_step(script, cause, settings), *service.pre_start)
    return replace(service, depends_on=(*service.depends_on, wait), pre_start=steps)


def _requests(node: Node) -> Iterable[str]:
    """What the runner is asked for one model: to download it and, where something is said of that, how to run it."""
    model, size, flags = (_at(node, key) for key in ("model", "context_size", "runtime_flags"))
    assert isinstance(model, Scalar), "a call of a model without a name was refused"
    yield _request("models/create", {"from": model.text})
    options: dict[str, object] = {}
    if isinstance(size, Scalar) and size.text.isdecimal() and int(size.text):
        options["context-size"] = int(size.text)
    if isinstance(flags, SequenceNode) and flags.items:
        options["runtime-flags"] = [flag.text for flag in flags.items if isinstance(flag, Scalar)]
    if options:
        yield _request("engines/_configure", {"model": model.text, **options})


def _request(path: str, body: Mapping[str, object]) -> str:
    data = shlex.quote(json.dumps(body, ensure_ascii=False))
    return f"wget -q -O - --header 'Content-Type: application/json' --post-data {data} {ADDRESS}/{path}"


def _at(node: Node, key: str) -> Node | None:
    return node.get(key) if isinstance(node, MappingNode) else None


def _step(line: str, cause: Origin, settings: Settings) -> Hook:
    """A line for the shell of the helper image, which runs before the container starts."""
    shell = (Located(word, Default("a shell runs the line")) for word in ("/bin/sh", "-c"))
    command = Command((*shell, Located(line, cause)), cause)
    return Hook(command, cause, image=_reference(settings.images.helper or HELPER), per_replica=_EACH)


def _reference(written: Located[str]) -> Located[ImageReference]:
    parsed = image.parse(written.value)
    return Located(parsed or ImageReference(written.value, None, written.value, None, None), written.origin)
