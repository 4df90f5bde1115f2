"""Ports as Docker reads them: `[[ip:][published]:]target[/protocol]`, with ranges on either side.

Source: docker/go-connections `nat.ParsePortSpec`, which docker compose, docker stack and docker run share; `docker-compose`
1.29 `split_port` has the same grammar.
"""

import re
from collections.abc import Iterable

from translator.model.record import dataclass

EXPECTED = "[[HOST-IP:]PUBLISHED:]TARGET[/PROTOCOL], such as 8080:80 or 53:53/udp"
PROTOCOLS = ("tcp", "udp", "sctp")
MODES = ("ingress", "host")
LAST = 65535
WIDEST = 1000
"""The most ports of one range: each becomes a line of a Service."""

_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Specification:
    """A port mapping before it is expanded. `published` is None where Docker chooses the port."""

    target: range
    published: range | None
    protocol: str | None
    host_ip: str | None

    @property
    def choice(self) -> bool:
        """Whether Docker takes any free port of a published range for the one target."""
        return self.published is not None and len(self.target) == 1 and len(self.published) > 1

    @property
    def unequal(self) -> bool:
        """Whether the two ranges cannot be laid side by side."""
        return self.published is not None and not self.choice and len(self.published) != len(self.target)

    def pairs(self) -> Iterable[tuple[int, int | None]]:
        """Target and published port, one pair for each port of the range."""
        if self.published is None:
            return ((target, None) for target in self.target)
        return zip(self.target, self.published, strict=False)


def parse(text: str) -> Specification | None:
    """A port in the short form; None where it is not in the grammar, or a number is above 65535."""
    spoken, slash, protocol = text.partition("/")
    if slash and protocol.lower() not in PROTOCOLS:
        return None
    host, _, target = spoken.rpartition(":")
    ip, colon, published = host.rpartition(":")
    targets = ports(target)
    if targets is None:
        return None
    outside: range | None = None
    if published and published != "0":
        outside = ports(published)
        if outside is None:
            return None
    host_ip = address(ip) if colon else None
    if colon and ip and host_ip is None:
        return None
    return Specification(targets, outside, protocol.lower() if slash else None, host_ip)


def ports(text: str) -> range | None:
    """`80` or `8000-8010`, from 1 to 65535; None for anything else, and for a range that ends before it begins."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    return range(first, last + 1) if 1 <= first <= last <= LAST else None


def address(text: str) -> str | None:
    """An IP address of the host, brackets removed; None for anything else."""
    # Most ports name no address, and the module behind `address` takes a tenth of a small run to import.
    from translator.normalize.grammar.address import parse as parse_address

    return parse_address(text)
