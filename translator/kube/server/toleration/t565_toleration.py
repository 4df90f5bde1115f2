"""A toleration cannot match any taint, or contradicts itself.

The operator is Equal, which compares the value, or Exists, which has none; without a key only Exists makes sense. The
effect is NoSchedule, PreferNoSchedule, NoExecute or nothing, and tolerationSeconds goes with NoExecute only. Keys are those
of labels.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import LABEL_VALUE
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T565", "bad-toleration", __doc__),)

_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """One toleration."""
    key, operator, effect = value.get("key"), value.get("operator") or "", value.get("effect")
    if key:
        yield from limits.label_key(at, key, "key")
    elif operator != "Exists":
        yield at.invalid("operator", expected="must be Exists when there is no key", value=operator)
    if value.get("tolerationSeconds") is not None and effect != "NoExecute":
        yield at.invalid("effect", expected="must be NoExecute when tolerationSeconds is given", value=effect)
    if operator in ("", "Equal"):
        expected = LABEL_VALUE.fault(value.get("value", ""))
        if expected is not None:
            # The API server says this of the operator, although the value is at fault.
            found = at.invalid("operator", expected=f"compares a value, which {expected}", value=value["value"])
            yield found
    elif operator == "Exists":
        if value.get("value"):
            yield at.invalid("operator", expected="must not be Exists when there is a value", value=operator)
    else:
        yield at.unsupported("operator", among=("Equal", "Exists"), value=operator)
    if effect and effect not in _EFFECTS:
        yield at.unsupported("effect", among=_EFFECTS, value=effect)
