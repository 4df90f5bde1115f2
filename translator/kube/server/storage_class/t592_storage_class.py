"""A StorageClass names no provisioner, or has a policy or a topology that is unknown.

The provisioner is a name such as diskplugin.csi.alibabacloud.com. reclaimPolicy is Delete or Retain, volumeBindingMode is
Immediate or WaitForFirstConsumer. Topologies have keys of node labels, each once, with at least one value, each once. There
may be 512 parameters of 262144 bytes together.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason
from translator.kube.names import ANNOTATION_KEY
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T592", "bad-storage-class", __doc__),)

_PARAMETERS, _BYTES = 512, 256 * 1024


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Provisioner, parameters, policies and topologies."""
    yield from limits.needed(at, value.get("provisioner"), ANNOTATION_KEY, "provisioner")
    parameters = value.get("parameters") or {}
    if len(parameters) > _PARAMETERS:
        yield at.fault(Reason.TOO_LONG, ("parameters",), f"must have at most {_PARAMETERS} entries, not {len(parameters)}")
    if "" in parameters:
        yield at.invalid("parameters", expected="must not have an empty key")
    if sum(len(key.encode()) + len(text.encode()) for key, text in parameters.items()) > _BYTES:
        yield at.fault(Reason.TOO_LONG, ("parameters",), f"must have at most {_BYTES} bytes")
    if value.get("reclaimPolicy"):
        yield from limits.among(at, "reclaimPolicy", ("Delete", "Retain"))
    yield from limits.among(at, "volumeBindingMode", ("Immediate", "WaitForFirstConsumer"))
    seen: list[dict[str, set[str]]] = [{}]
    for index, term in enumerate(value.get("allowedTopologies") or ()):
        expressions = term.get("matchLabelExpressions") or ()
        yield from _topology(expressions, at, index)
        meaning = {each.get("key", ""): set(each.get("values") or ()) for each in expressions}
        if meaning in seen:
            # A term without expressions counts as one that is there already.
            expected = "must not be empty, nor those of an earlier term"
            yield at.duplicate("allowedTopologies", index, "matchLabelExpressions", expected=expected)
        seen.append(meaning)


def _topology(expressions: Any, at: Visit, index: int) -> Iterator[Fault]:
    keys: set[str] = set()
    for position, wanted in enumerate(expressions):
        here = ("allowedTopologies", index, "matchLabelExpressions", position)
        key, values = wanted.get("key") or "", wanted.get("values") or ()
        if not values:
            yield at.required(*here, "values", expected="must not be empty")
        for number, each in enumerate(values):
            if each in values[:number]:
                yield at.duplicate(*here, "values", number, value=each)
        yield from limits.label_key(at, key, *here, "key")
        if key in keys:
            yield at.duplicate(*here, "key", value=key, expected="must not be the key of another expression")
        keys.add(key)
