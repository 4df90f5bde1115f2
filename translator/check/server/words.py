"""Words: a fault of the API server's validation as a person reads it, with what to do.

The rule itself says what was expected; what was read is added where it may be shown. Nothing of the data of Secrets and
ConfigMaps nor of the environment of containers ever is.
"""

from collections.abc import Sequence

from translator.check.schema.words import Said, confidential, shown, spans
from translator.kube.fault import Fault, Reason, dotted
from translator.kube.schema import nearest
from translator.model.manifest import pointer, title

_REMEDIES = {
    Reason.INVALID: "correct {last}",
    Reason.DUPLICATE: "give one of the two another value, or remove it",
    Reason.FORBIDDEN: "remove {last}",
    Reason.TOO_LONG: "shorten {last}",
    Reason.TOO_MANY: "remove what is too much, or split the object",
}


def say(fault: Fault, kind: str, name: str, present: Sequence[str], asked: Sequence[str]) -> Said:
    """The finding for a fault.

    Args:
        present: the versions that have it, among those that were `asked` for, oldest first.
    """
    field = dotted(fault.path) or "the object"
    where = "" if list(present) == list(asked) else f" in Kubernetes {spans(tuple(present))}"
    return Said(fault.code, f"{title(kind, name)}: {field} {fault.expected}{_read(fault)}{where}", _remedy(fault))


def _read(fault: Fault) -> str:
    """What was read, where the sentence can end with it and it may be shown."""
    hidden = fault.value is None or isinstance(fault.value, list | dict) or not fault.expected.startswith("must ")
    if hidden or confidential(pointer(*fault.path)) or " not " in fault.expected:
        return ""
    return f", not {shown(fault.value)}"


def _remedy(fault: Fault) -> str:
    last = next((str(step) for step in reversed(fault.path) if isinstance(step, str)), "the object")
    more = f"; translator explain {fault.code} tells the rule"
    if fault.reason is Reason.NOT_SUPPORTED:
        meant = nearest.word(fault.value, fault.among) if isinstance(fault.value, str) else None
        return f"write {meant}" if meant else f"write one of these words; capitals count{more}"
    if fault.reason is Reason.NOT_FOUND:
        return f"declare it, or correct the {last}{more}"
    if fault.reason is Reason.REQUIRED:
        return f"add {last}{more}"
    return _REMEDIES[fault.reason].format(last=last) + more
