"""`build`: how the image is made.

Maps to  nothing: Kubernetes runs images and builds none. With `image`, that image must have been built and pushed; without,
         `images.services` of the configuration names it.
Grammar  a folder, a URL, or a map with `context`.
Source   Compose Build Specification.
"""

from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Default, Derived, Located
from translator.normalize.context import Context
from translator.normalize.forms import form
from translator.normalize.scalars import text

FIELD = "build"


def read(node: Node, context: Context) -> Located[str] | None:
    """The build context as written; `.` where the long form names none."""
    if isinstance(node, Scalar):
        return text(node, "build", context)
    if not isinstance(node, Mapping):
        return text(node, "build", context)
    found = form(node, "build", ("context",), context)
    if "context" in found.entries:
        return found.text("context")
    return Located(".", Derived("build without a context", (node.origin, Default("Docker builds the project folder"))))
