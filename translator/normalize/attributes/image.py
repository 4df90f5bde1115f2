"""`image`: what the container is started from.

Maps to  `image` of the container, after the rewrites of the configuration.
Grammar  `[registry/]repository[:tag][@digest]`.
Differs  nothing; a name with capitals, which no registry can hold, is kept with a warning, since a rewrite may mend it.
Source   Compose Specification, services, image; distribution specification, reference grammar.
"""

from translator.model.node import Node, Scalar
from translator.model.origin import Located
from translator.model.values import ImageReference
from translator.normalize.context import Context
from translator.normalize.grammar import image
from translator.normalize.scalars import refuse, shown

FIELD = "image"


def read(node: Node, context: Context) -> Located[ImageReference] | None:
    """The reference in its parts; None, with a finding, where Docker could not parse it."""
    written = node.text if isinstance(node, Scalar) else ""
    reference = image.parse(written)
    if reference is not None:
        return Located(reference, node.origin)
    capitals = image.parse_capitals(written)
    if capitals is None:
        refuse(node, "image", image.EXPECTED, context, code="T257")
        return None
    context.findings.add(
        "T258",
        f"image {shown(node)} has capital letters in its repository, which no registry can hold",
        node.origin,
        help="correct the name, or add a line to images.rewrites of translator.yaml",
    )
    return Located(capitals, node.origin)
