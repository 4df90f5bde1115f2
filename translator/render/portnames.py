"""Port names: what the ports of one Service, or of one Pod, are called.

A Service of several ports must name them all, each differently, in the grammar of IANA service names. A name that the stack
gives is kept if it can be; every other port is called by its protocol and number, which is always a name and always its own.
"""

from collections.abc import Iterable, Sequence

from translator.kube.ports import PORT_NAME, port_name
from translator.model.origin import Default, Located

_INVENTED = Default("ports of a Service must have names")

Wanted = tuple[int, str, Located[str] | None]
"""Number, protocol (TCP, UDP or SCTP), and the name that the stack gives the port."""


def port_names(ports: Sequence[Wanted]) -> list[Located[str]]:
    """The names of ports that differ by number or protocol, in their order."""
    invented = [port_name(number, protocol) for number, protocol, _ in ports]
    reserved = frozenset(invented)
    taken: set[str] = set()
    result: list[Located[str]] = []
    for own, (_, _, written) in zip(invented, ports, strict=True):
        name = written
        if (
            name is None
            or name.value in taken
            or (name.value in reserved and name.value != own)
            or not PORT_NAME.accepts(name.value)
        ):
            name = Located(own, _INVENTED)
        taken.add(name.value)
        result.append(name)
    return result


def listed(words: Iterable[object], most: int = 8) -> str:
    """Words for a message, which says how many there are beyond the first few: a range may be of thousands of ports."""
    texts = [str(word) for word in words]
    rest = len(texts) - most
    return ", ".join(texts) if rest <= 0 else f"{', '.join(texts[:most])} and {rest} more"
