"""Permission bits of the long forms, with a warning where Docker reads what looks like octal digits in decimal."""

from translator.model.node import STR, Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.grammar import permission, whole_number
from translator.normalize.scalars import refuse


def permissions(node: Node, key: str, context: Context, *, largest: int = permission.LARGEST) -> Located[int] | None:
    """The bits; None, with a finding, for what are none and for bits above `largest`."""
    if isinstance(node, Scalar):
        quoted = node.tag == STR or not node.plain
        mode = permission.octal(node.text) if quoted else whole_number.unquoted(node.text)
        if mode is not None and 0 <= mode <= largest:
            if not quoted:
                _warn_of_decimal(node, mode, key, context)
            return Located(mode, node.origin)
    refuse(node, key, permission.EXPECTED, context, code="T275", help="write the bits in octal with a zero before them: 0444")
    return None


def _warn_of_decimal(node: Scalar, mode: int, key: str, context: Context) -> None:
    if not node.text.startswith("0") and permission.octal(node.text) is not None:
        context.findings.add(
            "T276",
            f"{key} {node.text} is a decimal number, the bits 0{mode:o}, as Docker reads it",
            node.origin,
            help=f"write 0{node.text} if that is meant, or 0{mode:o} if this is",
        )
