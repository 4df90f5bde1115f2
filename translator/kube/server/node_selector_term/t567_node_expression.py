"""An expression that chooses nodes by label is incomplete, or can never match.

In and NotIn need values, Exists and DoesNotExist must have none, Gt and Lt need exactly one; there are no other operators.
Keys are keys of labels; since Kubernetes 1.32 the values of a required term are values of labels. matchFields knows the
field metadata.name only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import ANYTHING, DNS_SUBDOMAIN, LABEL_VALUE
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T567", "bad-node-expression", __doc__),)

_ANY_VALUE = range(32)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The expressions of one term."""
    required = at.field == "nodeSelectorTerms"
    for index, wanted in enumerate(value.get("matchExpressions") or ()):
        yield from _expression(wanted, at, index, required)
    for index, wanted in enumerate(value.get("matchFields") or ()):
        here, values = ("matchFields", index), wanted.get("values") or ()
        if wanted.get("operator") not in ("In", "NotIn"):
            yield at.invalid(*here, "operator", expected="must be In or NotIn", value=wanted.get("operator"))
        elif len(values) != 1:
            yield at.required(*here, "values", expected="must have exactly one value")
        if wanted.get("key") != "metadata.name":
            yield at.invalid(*here, "key", expected="must be metadata.name", value=wanted.get("key"))
        for position, name in enumerate(values):
            yield from limits.text(at, name, DNS_SUBDOMAIN, *here, "values", position)


def _expression(wanted: Mapping[str, Any], at: Visit, index: int, required: bool) -> Iterator[Fault]:
    here = ("matchExpressions", index)
    operator, values = wanted.get("operator", ""), wanted.get("values") or ()
    if operator in ("In", "NotIn"):
        if not values:
            yield at.required(*here, "values", expected="must not be empty with In and NotIn")
    elif operator in ("Exists", "DoesNotExist"):
        if values:
            yield at.forbidden(*here, "values", expected="must be left out with Exists and DoesNotExist")
    elif operator in ("Gt", "Lt"):
        if len(values) != 1:
            yield at.required(*here, "values", expected="must have exactly one value with Gt and Lt")
    else:
        expected = "must be In, NotIn, Exists, DoesNotExist, Gt or Lt"
        yield at.invalid(*here, "operator", expected=expected, value=operator)
    yield from limits.label_key(at, wanted.get("key", ""), *here, "key")
    if required:
        for position, each in enumerate(values):
            yield from limits.versioned(at, each, LABEL_VALUE, ANYTHING, _ANY_VALUE, *here, "values", position)
