"""`devices`: devices of the host that the container may use.

Maps to  a resource of a device plugin, by `nodes.devices` of the configuration; a privileged container has them all.
Grammar  `SOURCE[:TARGET[:PERMISSIONS]]` items, the permissions letters of `rwm`; maps with `source`, `target`, `permissions`;
         or the name of a device of the Container Device Interface, `vendor.com/class=device`.
Differs  without a plugin the kernel keeps a Pod from opening a device, even one that is mounted into it.
Source   Compose Specification, services, devices; Kubernetes documentation, Device Plugins.
"""

import re

from translator.model.device import Device
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, items, leave_out
from translator.normalize.scalars import refuse

FIELD = "devices"

_EXPECTED = "SOURCE[:TARGET[:PERMISSIONS]], such as /dev/fuse:/dev/fuse:rwm"
_PERMISSIONS = re.compile("[rwm]{1,3}")
_INTERFACE = re.compile(r"[a-zA-Z0-9][\w.-]*/[a-zA-Z0-9][\w.-]*=[\w.:-]+", re.ASCII)


def read(node: Node, context: Context) -> tuple[Device, ...]:
    """The devices in the written order."""
    found = []
    for item in items(node, "devices", context):
        device = _long(item, context) if isinstance(item, Mapping) else _short(item, context)
        if device is not None:
            found.append(device)
    return tuple(found)


def _short(node: Node, context: Context) -> Device | None:
    written = node.text if isinstance(node, Scalar) else ""
    origin = node.origin
    if _INTERFACE.fullmatch(written):
        return Device(Located(written, origin), Located(written, origin), None, origin)
    parts = written.split(":")
    permissions = parts.pop() if len(parts) > 1 and _PERMISSIONS.fullmatch(parts[-1]) else None
    if not 1 <= len(parts) <= 2 or not all(part.startswith("/") for part in parts):
        refuse(node, "an item of devices", _EXPECTED, context)
        return None
    return Device(
        Located(parts[0], origin), Located(parts[-1], origin), Located(permissions, origin) if permissions else None, origin
    )


def _long(node: Mapping, context: Context) -> Device | None:
    found = form(node, "devices", ("source", "target", "permissions"), context)
    source, target, permissions = (found.text(name) for name in ("source", "target", "permissions"))
    if source is None or any(one is not None and not one.value.startswith("/") for one in (source, target)):
        leave_out(node, "the device", context)
        return None
    return Device(source, target or source, permissions, whole(node))
