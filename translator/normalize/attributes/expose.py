"""`expose`: container ports that other services use, without publishing them.

Maps to  the ports of the service's Service.
Grammar  `PORT[/PROTOCOL]` or a range, numbers too.
Source   Compose Specification, services, expose.
"""

from translator.model.connection import ExposedPort
from translator.model.node import Node, Scalar
from translator.model.origin import Default, Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.grammar import port
from translator.normalize.scalars import refuse, text_of

FIELD = "expose"

_TCP = Located("tcp", Default("Docker's default protocol"))


def read(node: Node, context: Context) -> tuple[ExposedPort, ...]:
    """The ports, ranges expanded, in the written order, each once."""
    found: dict[tuple[int, str], ExposedPort] = {}
    for item in items(node, "expose", context):
        specification = port.parse(text_of(item)) if isinstance(item, Scalar) and ":" not in item.text else None
        if specification is None or not isinstance(item, Scalar):
            refuse(item, "an item of expose", "PORT or PORT/PROTOCOL, such as 3000 or 53/udp", context, code="T263")
            continue
        if len(specification.target) > port.WIDEST:
            context.findings.refuse(
                "T266",
                f"a port range may have {port.WIDEST} ports, not {len(specification.target)}, "
                "since each becomes a line of a Service",
                item.origin,
                help="expose the ports that are used",
            )
            continue
        protocol = Located(specification.protocol, item.origin) if specification.protocol else _TCP
        keys = [(number, protocol.value) for number in specification.target]
        if all(key in found for key in keys):
            context.findings.ignore("T262", f"expose has {text_of(item)} once more", item.origin, help="remove this line")
        for key in keys:
            found.setdefault(key, ExposedPort(Located(key[0], item.origin), protocol))
    return tuple(found.values())
