"""Hardware: devices that a container uses, asked for as resources of device plugins.

The kernel keeps a container from every device that it was not given, so that a device of the host needs a plugin, or a
privileged container. Resources are counted; which device a container gets is the plugin's choice. The configuration names the
resources (`nodes.devices`), those of graphics processors are known: `nvidia.com/gpu` is what Docker means by gpu.
"""

from collections.abc import Iterator
from typing import Any

from translator.kube.names import LABEL_KEY
from translator.model.device import Device, DeviceRequest, GenericResource
from translator.model.origin import Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Nodes
from translator.render.pods.resources import ResourceView
from translator.render.view import Pairs
from translator.report.collector import Collector

_DRIVERS = {"nvidia": "nvidia.com/gpu", "amd": "amd.com/gpu", "amdgpu": "amd.com/gpu", "intel": "gpu.intel.com/i915"}
_GPU = "gpu"
_OPTIONAL = frozenset(("compat32", "display", "graphics", "ngx", "video"))
"""Capabilities that the container toolkit of NVIDIA gives to those containers alone that ask for them by a variable."""
_EXAMPLE = "example.com/device"


@dataclass(frozen=True, slots=True)
class _Demand:
    """`origins` are the places that the number rests on, the first of which stands for the whole."""

    resource: Located[str]
    count: int
    origins: tuple[Origin, ...]


def with_hardware(view: ResourceView | None, service: Service, nodes: Nodes, findings: Collector) -> ResourceView | None:
    """The resources of a container and, among its limits, the hardware that the service asks for."""
    demands = [
        *_of_devices(service, nodes, findings),
        *_of_requests((*service.gpus, *service.reservations.devices), service, nodes, findings),
        *_of_generic(service.reservations.generic, nodes, findings),
    ]
    if not demands:
        return view
    limits = () if view is None else view.limits
    return ResourceView(() if view is None else view.requests, (*limits, *_summed(demands, limits, findings)))


def _summed(demands: list[_Demand], limits: Pairs, findings: Collector) -> Iterator[tuple[Located[str], Located[Any]]]:
    """Each resource once, with the number of all demands for it."""
    taken = {name.value for name, _ in limits}
    found: dict[str, list[_Demand]] = {}
    for demand in demands:
        if demand.resource.value in taken:
            findings.ignore(
                "T462", f"{demand.resource.value} is asked for otherwise already", Derived("a demand", demand.origins)
            )
        else:
            found.setdefault(demand.resource.value, []).append(demand)
    for same in found.values():
        cause = Derived(
            "devices that are asked for", tuple(dict.fromkeys(origin for demand in same for origin in demand.origins))
        )
        yield same[0].resource, Located(sum(demand.count for demand in same), cause)


def _of_devices(service: Service, nodes: Nodes, findings: Collector) -> Iterator[_Demand]:
    privileged = service.privileged is not None and service.privileged.value
    for device in service.devices:
        path, origin = device.source.value, device.origin
        named = nodes.devices.get(path)
        if named is None and "=" in path:
            named = Located(path.partition("=")[0], device.source.origin)
        if named is not None:
            if device.target.value != path or "=" in path:
                _say_place(device, named, findings)
            parts = (device.source, device.target, *([device.permissions] if device.permissions is not None else []))
            resource = Located(named.value, Derived("nodes.devices", (origin, named.origin)))
            yield _Demand(resource, 1, (origin, *(part.origin for part in parts)))
        elif privileged and device.target.value == path:
            findings.ignore("T462", f"{service.name.value} is privileged, and so has {path} without being given it", origin)
        else:
            findings.refuse(
                "T446",
                f"{service.name.value} cannot have the device {path} of its node by its path",
                origin,
                help=f"install a device plugin for it and write nodes: {{devices: {{{path}: {_EXAMPLE}}}}} in translator.yaml",
            )


def _say_place(device: Device, named: Located[str], findings: Collector) -> None:
    findings.approximate(
        "T447",
        f"the plugin of {named.value} decides which device the container gets, and where, not {device.target.value}",
        device.origin,
        help="see in the settings of the plugin at which path the device appears",
    )


def _of_requests(requests: tuple[DeviceRequest, ...], service: Service, nodes: Nodes, findings: Collector) -> Iterator[_Demand]:
    for request in requests:
        resource = _resource(request, nodes)
        if resource is None:
            words = [*([request.driver.value] if request.driver else []), *(word.value for word in request.capabilities)]
            findings.refuse(
                "T446",
                f"no resource of the cluster is known for the devices that {service.name.value} asks for ({', '.join(words)})",
                request.origin,
                help=f"name it in translator.yaml: nodes: {{devices: {{{words[0]}: {_EXAMPLE}}}}}",
            )
            continue
        _say_differs(request, resource, service, findings)
        parts = [one for one in (request.driver, request.count) if one is not None]
        yield _Demand(
            resource, _count(request), (request.origin, *(one.origin for one in (*parts, *request.capabilities, *request.ids)))
        )


def _resource(request: DeviceRequest, nodes: Nodes) -> Located[str] | None:
    """The resource by the configuration, for the driver or a capability; else that of a known driver."""
    words = [*([request.driver] if request.driver is not None else []), *request.capabilities]
    for word in words:
        named = nodes.devices.get(word.value)
        if named is not None:
            return Located(named.value, Derived("nodes.devices", (word.origin, named.origin)))
    if not any(word.value in (_GPU, "nvidia") for word in request.capabilities):
        return None
    driver = "nvidia" if request.driver is None else request.driver.value
    known = _DRIVERS.get(driver)
    return None if known is None else Located(known, Derived("resource of the driver", tuple(word.origin for word in words)))


def _count(request: DeviceRequest) -> int:
    if request.ids:
        return len(request.ids)
    return request.count.value if request.count is not None and request.count.value > 0 else 1


def _say_differs(request: DeviceRequest, resource: Located[str], service: Service, findings: Collector) -> None:
    name = service.name.value
    if request.ids:
        message = (
            f"{name} gets {_count(request)} of {resource.value}, whichever the plugin chooses, not those with the ids written"
        )
    elif request.count is None or request.count.value < 0:
        message = f"{name} gets 1 of {resource.value}, since all of a node is no number"
    else:
        message = ""
    if message:
        findings.approximate("T447", message, request.origin, help="write count: NUMBER")
    for word in request.capabilities:
        if word.value in _OPTIONAL:
            findings.approximate(
                "T447",
                f"the capability {word.value} is not part of the resource {resource.value}",
                word.origin,
                help=f"write the variable NVIDIA_DRIVER_CAPABILITIES: compute,utility,{word.value} into environment",
            )


def _of_generic(resources: tuple[GenericResource, ...], nodes: Nodes, findings: Collector) -> Iterator[_Demand]:
    for resource in resources:
        kind = resource.kind
        named = nodes.devices.get(kind.value) or (kind if "/" in kind.value and LABEL_KEY.accepts(kind.value) else None)
        if named is None:
            findings.refuse(
                "T446",
                f"{kind.value} is a resource that Swarm nodes announce, and nothing says what the cluster calls it",
                resource.origin,
                help=f"name it in translator.yaml: nodes: {{devices: {{{kind.value}: {_EXAMPLE}}}}}",
            )
        elif resource.count.value == 0:
            findings.ignore("T462", f"none of {kind.value} is asked for", resource.origin)
        else:
            called = Located(named.value, Derived("nodes.devices", (kind.origin, named.origin)))
            yield _Demand(called, resource.count.value, (resource.origin, kind.origin, resource.count.origin))
