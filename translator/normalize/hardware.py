"""Hardware: requests for devices by what they can do, and for resources by the names that Swarm nodes announce.

Source: Compose Specification, deploy, resources, devices; docker compose takes all devices where neither a count nor ids are
written.
"""

from collections.abc import Iterator

from translator.model.device import DeviceRequest, GenericResource
from translator.model.node import Mapping, Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, items, leave_out, words
from translator.normalize.grammar import whole_number

ALL = -1
_KEYS = ("capabilities", "driver", "count", "device_ids", "options")
_COUNT = "a number from 1, or all"


def requests(node: Node, key: str, context: Context, *, implied: str = "") -> tuple[DeviceRequest, ...]:
    """The requests of a list.

    Args:
        implied: the capability that a request without any has.
    """
    found = (_request(item, key, implied, context) for item in items(node, key, context))
    return tuple(request for request in found if request is not None)


def _request(node: Node, key: str, implied: str, context: Context) -> DeviceRequest | None:
    found = form(node, key, _KEYS, context)
    entries = found.entries
    if not entries:
        return None
    capabilities = words(entries["capabilities"], f"{key}.capabilities", context) if "capabilities" in entries else ()
    origin = whole(node)
    if not capabilities and not implied:
        context.findings.refuse(
            "T250", f"a request for devices must say what they can do: {key}.capabilities", origin, help="write [gpu]"
        )
        return None
    if "options" in entries:
        context.findings.refuse(
            "T212",
            f"{key}.options are for a device driver of Docker, and a Pod has no field for them",
            whole(entries["options"]),
            help="set the environment variables that the driver knows instead, such as NVIDIA_DRIVER_CAPABILITIES",
        )
    count = found.parsed("count", _parse_count, _COUNT, "T252")
    if "count" in entries and count is None:
        leave_out(node, key, context)
        return None
    ids = words(entries["device_ids"], f"{key}.device_ids", context) if "device_ids" in entries else ()
    return DeviceRequest(capabilities or (Located(implied, origin),), found.text("driver"), count, ids, origin)


def _parse_count(text: str) -> int | None:
    if text == "all":
        return ALL
    number = whole_number.parse(text)
    return number if number is not None and (number == ALL or 1 <= number <= whole_number.LARGEST) else None


def generic_resources(node: Node, key: str, context: Context) -> tuple[GenericResource, ...]:
    """The resources of a list, each `discrete_resource_spec: {kind, value}`."""
    return tuple(_generic(node, key, context))


def _generic(node: Node, key: str, context: Context) -> Iterator[GenericResource]:
    for item in items(node, key, context):
        specification = item.get("discrete_resource_spec") if isinstance(item, Mapping) else None
        entries = specification.entries if isinstance(specification, Mapping) else {}
        kind, value = entries.get("kind"), entries.get("value")
        if specification is None or kind is None or value is None:
            context.findings.refuse(
                "T250",
                f"an item of {key} must have a discrete_resource_spec with kind and value",
                whole(item),
                help="write discrete_resource_spec: {kind: gpu, value: 1}",
            )
            continue
        read = form(specification, key, ("kind", "value"), context)
        name, count = read.text("kind"), read.integer("value")
        if name is not None and count is not None:
            yield GenericResource(name, count, whole(item))
