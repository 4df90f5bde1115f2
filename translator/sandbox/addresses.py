"""Addresses: cluster addresses and node ports of Services, each given out once.

The ranges are the usual ones: 10.96.0.0/16 for addresses, 30000 to 32767 for node ports.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_FIRST_PORT, _LAST_PORT = 30000, 32767


class Addresses:
    """What is taken, and what is given out next."""

    def __init__(self, services: Iterable[Mapping[str, Any]] = ()) -> None:
        self._taken: set[str | int] = set()
        self._address, self._port = 9, _FIRST_PORT - 1
        for service in services:
            self.take(service)

    def take(self, service: Mapping[str, Any]) -> None:
        """Marks what a Service has as taken."""
        self._taken.update(_of(service))

    def free(self, service: Mapping[str, Any]) -> None:
        """Gives back what a Service had."""
        self._taken.difference_update(_of(service))

    def taken(self, value: str | int) -> bool:
        """Whether an address or a port belongs to a Service."""
        return value in self._taken

    def address(self) -> str:
        """An address that is free."""
        while True:
            self._address = (self._address + 1) % 65_534
            found = f"10.96.{self._address // 256}.{self._address % 256}"
            if found not in self._taken:
                return found

    def port(self) -> int | None:
        """A node port that is free; None where all are taken."""
        for _ in range(_LAST_PORT - _FIRST_PORT + 1):
            self._port = _FIRST_PORT if self._port >= _LAST_PORT else self._port + 1
            if self._port not in self._taken:
                return self._port
        return None


def _of(service: Mapping[str, Any]) -> Iterator[str | int]:
    spec = service.get("spec", {})
    yield from (each for each in spec.get("clusterIPs", ()) if each != "None")
    yield from (each["nodePort"] for each in spec.get("ports", ()) if each.get("nodePort"))
    if spec.get("healthCheckNodePort"):
        yield spec["healthCheckNodePort"]
