"""`stop_signal`: the signal that asks the container to end; Docker's default is that of the image, else SIGTERM.

Maps to  a `lifecycle.preStop` hook that sends the signal and waits; SIGTERM is what the kubelet sends itself.
Grammar  a signal of Linux by name, with or without SIG, or by number.
Differs  the hook needs a shell in the image. `lifecycle.stopSignal` is behind an alpha gate, which clusters do not have on.
Source   Compose Specification, services, stop_signal; Kubernetes enhancement 4960.
"""

import re

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import parsed, unset

FIELD = "stop_signal"

_NUMBERS = {
    1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 7: "BUS", 8: "FPE", 9: "KILL", 10: "USR1", 11: "SEGV",
    12: "USR2", 13: "PIPE", 14: "ALRM", 15: "TERM", 16: "STKFLT", 17: "CHLD", 18: "CONT", 19: "STOP", 20: "TSTP", 21: "TTIN",
    22: "TTOU", 23: "URG", 24: "XCPU", 25: "XFSZ", 26: "VTALRM", 27: "PROF", 28: "WINCH", 29: "IO", 30: "PWR", 31: "SYS",
}  # fmt: skip
_NAMES = frozenset((*_NUMBERS.values(), "IOT", "POLL", "CLD", "RTMIN", "RTMAX"))
_REAL_TIME = re.compile(r"RTMIN\+(?:[1-9]|1[0-5])|RTMAX-(?:[1-9]|1[0-4])")
_LAST = 64


def read(node: Node, context: Context) -> Located[str] | None:
    """The name without SIG, a number above 31 as it is; None for SIGTERM, and, with a finding, for what cannot be sent."""
    found = parsed(node, "stop_signal", _parse, "a signal such as SIGQUIT", context, code="T253")
    if found is None:
        return None
    if found.value == "TERM":
        unset(node, "stop_signal", context, "is SIGTERM, which is sent anyway")
        return None
    if found.value in ("KILL", "STOP"):
        context.findings.refuse(
            "T215",
            f"stop_signal SIG{found.value} cannot be sent from within the container, which is where a hook runs",
            node.origin,
            help="write stop_grace_period: 0s to have the container killed at once" if found.value == "KILL" else "remove it",
        )
        return None
    return found


def _parse(text: str) -> str | None:
    name = text.upper().removeprefix("SIG")
    if name.isascii() and name.isdecimal():
        number = int(name) if len(name) < 4 else 0
        return _NUMBERS.get(number) or (name if 31 < number <= _LAST else None)
    return name if name in _NAMES or _REAL_TIME.fullmatch(name) else None
