"""`platform`: the operating system and the processor architecture that the image is taken for.

Maps to  a required node affinity for the labels `kubernetes.io/os` and `kubernetes.io/arch`.
Grammar  `SYSTEM[/ARCHITECTURE[/VARIANT]]` or an architecture alone, by the names of OCI or of uname: linux/amd64, aarch64.
Differs  Docker may run another architecture by emulation; a Pod waits for a node of the right one. Nodes do not tell variants.
Source   Compose Specification, services, platform; containerd `platforms.Parse`.
"""

from translator.model.isolation import Platform
from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import parsed, text

FIELD = "platform"

_SYSTEMS = ("linux", "windows")
_ARCHITECTURES = {
    "x86_64": ("amd64", None),
    "x86-64": ("amd64", None),
    "aarch64": ("arm64", None),
    "armhf": ("arm", "v7"),
    "armel": ("arm", "v6"),
    "i386": ("386", None),
    **{name: (name, None) for name in ("amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64", "mips64le", "loong64")},
}


def read(node: Node, context: Context) -> Located[Platform] | None:
    """The parts; an architecture in the words of OCI."""
    if text(node, "platform", context) is None:
        return None
    return parsed(node, "platform", _parse, "SYSTEM/ARCHITECTURE, such as linux/arm64", context)


def _parse(text: str) -> Platform | None:
    parts = text.lower().split("/")
    system = parts.pop(0) if parts[0] in _SYSTEMS else None
    if len(parts) > 2 or (not parts and system is None):
        return None
    if not parts:
        return Platform(system, None, None)
    found = _ARCHITECTURES.get(parts[0])
    if found is None or (len(parts) == 2 and not parts[1]):
        return None
    return Platform(system, found[0], parts[1] if len(parts) == 2 else found[1])
