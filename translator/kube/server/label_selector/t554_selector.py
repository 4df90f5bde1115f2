"""A selector has a requirement that is not complete, or a label that cannot exist.

matchLabels holds labels with their values. An item of matchExpressions has a key, an operator and values: In and NotIn need
values, Exists and DoesNotExist must have none, and there are no other operators. A key or a value that no label can have
would never match, so the API server refuses it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import LABEL_VALUE
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T554", "bad-selector", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """matchLabels and matchExpressions of one selector; that of a metric goes to the metrics server unseen."""
    if at.parent is not None and at.parent.type.key == "metric_identifier":
        return
    yield from limits.labels(at, value.get("matchLabels") or {}, "matchLabels")
    for index, wanted in enumerate(value.get("matchExpressions") or ()):
        here = ("matchExpressions", index)
        operator, values = wanted.get("operator", ""), wanted.get("values") or ()
        if operator in ("In", "NotIn"):
            if not values:
                yield at.required(*here, "values", expected="must not be empty with In and NotIn")
        elif operator in ("Exists", "DoesNotExist"):
            if values:
                yield at.forbidden(*here, "values", expected="must be left out with Exists and DoesNotExist")
        else:
            yield at.invalid(*here, "operator", expected="must be In, NotIn, Exists or DoesNotExist", value=operator)
        yield from limits.label_key(at, wanted.get("key", ""), *here, "key")
        for position, each in enumerate(values):
            yield from limits.text(at, each, LABEL_VALUE, *here, "values", position)
