"""`pull_policy`: when the image is pulled.

Maps to  `imagePullPolicy` of the container: Always, Never, or IfNotPresent for `missing`, also where the tag is latest.
Grammar  always, never, missing (or if_not_present), build, daily, weekly, refresh, or every_DURATION.
Differs  intervals become Always; `build` has nothing to say, since nothing is built.
Source   Compose Specification, services, pull_policy; Kubernetes, images.
"""

from translator.model.node import Node
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.grammar import duration
from translator.normalize.scalars import parsed

FIELD = "pull_policy"

_WORDS = {"always": "always", "never": "never", "missing": "missing", "if_not_present": "missing", "build": "build"}
_AT_TIMES = ("daily", "weekly", "refresh")
_EXPECTED = "always, never, missing, build, daily, weekly or every_DURATION"


def read(node: Node, context: Context) -> Located[str] | None:
    """The word always, never or missing."""
    found = parsed(node, "pull_policy", _parse, _EXPECTED, context, code="T253")
    if found is None:
        return None
    if found.value == "build":
        context.findings.ignore(
            "T204",
            "pull_policy build has the image built, which happens before",
            node.origin,
            help="build and push the image with it",
        )
        return None
    if found.value in _WORDS.values():
        return found
    context.findings.approximate(
        "T223",
        f"pull_policy {found.value} becomes Always: the registry is asked at each start of a container, not at intervals",
        node.origin,
        help="name the image by a tag that never moves, and remove pull_policy",
    )
    return Located("always", Derived("an interval of pull_policy", (found.origin,)))


def _parse(text: str) -> str | None:
    """The meaning of the word; those about times stay as they are."""
    if text in _AT_TIMES or (text.startswith("every_") and duration.parse(text.removeprefix("every_")) is not None):
        return text
    return _WORDS.get(text)
