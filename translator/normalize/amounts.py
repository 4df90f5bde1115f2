"""Amounts of memory and processor time, for which zero means not set."""

from translator.model.deploy import Resources
from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Bytes, Cpus
from translator.normalize.context import Context
from translator.normalize.forms import form
from translator.normalize.grammar import cpus, size
from translator.normalize.hardware import generic_resources, requests
from translator.normalize.scalars import parsed, unset

_GENERIC = "generic_resources"
_HARDWARE = ("devices", _GENERIC)


def memory(node: Node, key: str, context: Context) -> Located[Bytes] | None:
    """Bytes; None for zero, and, with a finding, for what is no size."""
    found = parsed(node, key, size.parse, size.EXPECTED, context, code="T255")
    if found is not None and found.value.count == 0:
        unset(node, key, context, "is 0")
        return None
    return found


def processors(node: Node, key: str, context: Context) -> Located[Cpus] | None:
    """Processor time; None for zero, and, with a finding, for what is no number of cores."""
    found = parsed(node, key, cpus.parse, cpus.EXPECTED, context, code="T256")
    if found is not None and found.value.nano == 0:
        unset(node, key, context, "is 0")
        return None
    return found


def resources(node: Node, key: str, context: Context, *, hardware: bool = False) -> Resources:
    """`cpus` and `memory` below `key`, and the hardware there where it may be reserved."""
    found = form(node, key, ("cpus", "memory", *(_HARDWARE if hardware else ())), context).entries
    return Resources(
        processors(found["cpus"], f"{key}.cpus", context) if "cpus" in found else None,
        memory(found["memory"], f"{key}.memory", context) if "memory" in found else None,
        requests(found["devices"], f"{key}.devices", context) if "devices" in found else (),
        generic_resources(found[_GENERIC], f"{key}.{_GENERIC}", context) if _GENERIC in found else (),
    )
