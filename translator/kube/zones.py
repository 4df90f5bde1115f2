"""Time zones: the names that the API server knows, from the IANA time zone database.

The list is data of its own (`schemas/kubernetes/zones.txt`), so that the answer does not depend on the machine.
"""

from functools import cache

from translator import assets


@cache
def names() -> frozenset[str]:
    """All names, such as Europe/Berlin and UTC."""
    return frozenset((assets.schemas() / "kubernetes" / "zones.txt").read_text(encoding="ascii").split())
