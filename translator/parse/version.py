"""The generation of a stack file, told apart as docker-compose 1.29 does.

Rule (docker-compose 1.29, compose/config/config.py, and the Compose Specification's page on `version`): a `version` that is a
mapping is a service of that name in a file of version 1; another one names the generation; without one, a file with sections
is of the current specification, and one without is of version 1, whose services stand at the top. Unquoted numbers are read as
they are written ("3.8", not 3.8), which docker-compose 1.29 refused and every later reader accepts.
"""

import re

from translator.model.node import Mapping, Scalar
from translator.model.origin import Located
from translator.model.project import Version
from translator.model.record import dataclass
from translator.report.collector import Collector

SECTIONS = ("services", "volumes", "networks", "configs", "secrets", "models")
"""What a file of a later version defines, by name."""

_DECISIVE = frozenset(("services", "networks", "volumes", "include"))
_SPECIFICATION = frozenset((*SECTIONS, "include", "name"))
_WRITTEN = re.compile(r"([1-3])(\.\d+)?")
_GENERATIONS = {"1": Version.V1, "2": Version.V2, "3": Version.V3}


@dataclass(frozen=True, slots=True)
class Generation:
    """`written` is the text of `version`, where there is one. `flat` means that services stand at the top of the file."""

    version: Version
    written: Located[str] | None
    flat: bool


def generation(root: Mapping, findings: Collector) -> Generation:
    """The generation of a file, from its top-level keys."""
    node = root.get("version")
    if isinstance(node, Mapping):
        return Generation(Version.V1, None, flat=True)
    if node is None or (isinstance(node, Scalar) and (node.is_null or not node.text)):
        return _unversioned(root)
    if isinstance(node, Scalar) and (match := _WRITTEN.fullmatch(node.text.strip())):
        version = _GENERATIONS[match[1]]
        written = Located(node.text.strip(), node.origin)
        return Generation(version, written, flat=version is Version.V1 and "services" not in root.entries)
    read = f', not "{node.text}"' if isinstance(node, Scalar) else ", not a list"
    findings.refuse(
        "T120",
        f"version must be one of 1, 2 to 2.4 and 3 to 3.9{read}",
        node.origin,
        help="remove the line: the current specification needs no version",
    )
    return Generation(Version.SPECIFICATION, None, flat=False)


def _unversioned(root: Mapping) -> Generation:
    names = root.entries.keys()
    sections = not names.isdisjoint(_DECISIVE)
    others = [name for name in names if name not in _SPECIFICATION and name != "version" and not name.startswith("x-")]
    if sections or not others:
        return Generation(Version.SPECIFICATION, None, flat=False)
    return Generation(Version.V1, None, flat=True)
