"""Placement constraints of Swarm: `node.labels.zone == east`, `node.role!=manager`.

Source: moby/swarmkit `manager/constraint`, Parse: the operator may stand without spaces, keys and values have no spaces in
them, values may have a wildcard.
"""

import re

EXPECTED = "ATTRIBUTE == VALUE or ATTRIBUTE != VALUE, such as node.labels.zone == east"

_VALUE = r"a-zA-Z0-9:_.*()?+\[\]\\^$|/-"
_CONSTRAINT = re.compile(rf"\s*([a-zA-Z_][a-zA-Z0-9_.-]+)\s*(==|!=)\s*([{_VALUE}][\s{_VALUE}]*)", re.ASCII)


def parse(text: str) -> tuple[str, bool, str] | None:
    """Attribute, whether it must be equal, and the value; None where the text is no constraint."""
    match = _CONSTRAINT.fullmatch(text)
    return (match[1], match[2] == "==", match[3].rstrip()) if match else None
