"""GPU: graphics processors of a container, as limits that the device plugin of the nodes gives out.

`aliyun.gpu` counts whole processors, `nvidia.com/gpu`. By the configuration a container of ACK shares one: it gets so many GiB
of its memory, `aliyun.com/gpu-mem`, from the scheduler of GPU sharing. A limit of such a resource is its request too.
"""

from dataclasses import replace
from typing import Any

from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.model.settings import Settings
from translator.render.cause import carrying
from translator.render.pods.resources import ResourceView

_WHOLE = Located("nvidia.com/gpu", Default("resource of NVIDIA's device plugin"))
_SHARED = Located("aliyun.com/gpu-mem", Default("resource of ACK's GPU sharing"))


def with_gpu(view: ResourceView | None, service: Service, settings: Settings) -> ResourceView | None:
    """The resources of a container with its graphics processors."""
    wanted, own = service.gpu, settings.ack.services.get(service.name.value)
    shared = None if own is None else own.gpu_memory
    if wanted is None and shared is None:
        return view
    if shared is not None:
        parents = (shared.origin,) if wanted is None else (wanted.origin, shared.origin)
        limit: tuple[Located[str], Located[Any]] = (
            _SHARED,
            Located(int(shared.value), Derived("gpu_memory of the configuration", parents)),
        )
    else:
        assert wanted is not None
        limit = (_WHOLE, wanted)
    if view is None:
        return ResourceView((), (limit,))
    same = next((value for key, value in view.limits if key.value == limit[0].value), None)
    if same is not None:  # `gpus` asks for the same, and the label of the platform wins
        limit = (limit[0], carrying(limit[1], "aliyun.gpu", same))
    return replace(view, limits=(*(pair for pair in view.limits if pair[0].value != limit[0].value), limit))
