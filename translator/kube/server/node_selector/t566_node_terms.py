"""A required node affinity has no term.

Terms are alternatives, so that without one no node could ever be chosen. Leave the affinity out, or add a term with
expressions.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T566", "bad-node-selection", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The terms of a required node affinity as a list."""
    if not value.get("nodeSelectorTerms"):
        yield at.required("nodeSelectorTerms", expected="must have at least one term")
