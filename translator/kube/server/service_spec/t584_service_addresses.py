"""An address or a session setting of a Service is wrong.

clusterIPs holds one address, or one of each family, or None for a headless Service; the first is that of clusterIP, without
which there is none. Each address is of the family that ipFamilies has in its place.
externalIPs are addresses that a client can reach. sessionAffinity is None or ClientIP, with a time of 1 to 86400 seconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.kube import addresses
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T584", "bad-service-address", __doc__),)

_DAY = 86400
_FAMILIES = ("IPv4", "IPv6")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Addresses, families and sessions."""
    if value.get("type") != "ExternalName":
        yield from _cluster(value, at)
    for index, text in enumerate(value.get("externalIPs") or ()):
        yield from limits.address(at, text, "externalIPs", index)
        address = addresses.loose(text)
        expected = None if address is None else addresses.unusable(address)
        if expected is not None:
            yield at.invalid("externalIPs", index, expected=expected, value=text)
    yield from limits.chosen(at, "sessionAffinity", ("ClientIP", "None"))
    if value.get("sessionAffinity") == "ClientIP":
        seconds = ((value.get("sessionAffinityConfig") or {}).get("clientIP") or {}).get("timeoutSeconds")
        yield from limits.between(at, seconds, 1, _DAY, "sessionAffinityConfig", "clientIP", "timeoutSeconds")


def _cluster(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    given, first = value.get("clusterIPs") or [], value.get("clusterIP") or ""
    if given and not first:
        yield at.invalid("clusterIPs", expected="must be left out unless clusterIP is given", value=given)
    elif given and given[0] != first:
        yield at.invalid("clusterIPs", expected="must begin with the address in clusterIP", value=given)
    if len(given) > len(_FAMILIES):
        yield at.invalid("clusterIPs", expected="must have at most two addresses", value=given)
    for index, text in enumerate(given):
        if text == "None" and index == 0:
            if len(given) > 1:
                yield at.invalid("clusterIPs", expected="must not have None beside another address", value=given)
        else:
            yield from limits.address(at, text, "clusterIPs", index, expected="must be an IP address, or None")
    families = value.get("ipFamilies") or ()
    for index, family in enumerate(families):
        if family not in _FAMILIES:
            yield at.unsupported("ipFamilies", index, among=_FAMILIES, value=family)
        elif family in families[:index]:
            yield at.duplicate("ipFamilies", index, value=family)
    yield from limits.among(at, "ipFamilyPolicy", ("SingleStack", "PreferDualStack", "RequireDualStack"))
    if value.get("ipFamilyPolicy") == "SingleStack":
        for field, several in (("clusterIPs", given), ("ipFamilies", families)):
            if len(several) > 1:
                yield at.invalid(field, expected="must have one entry when ipFamilyPolicy is SingleStack", value=several)
    yield from _matched(given, families, at)


def _matched(given: Sequence[str], families: Sequence[str], at: Visit) -> Iterator[Fault]:
    """Each address against its family, once all are addresses."""
    versions = [None if (address := addresses.loose(text)) is None else address.version for text in given]
    if None in versions:
        return
    if len(versions) == len(_FAMILIES) and len(set(versions)) == 1:
        yield at.invalid("clusterIPs", expected="must have one address of each family", value=given)
    for index, (version, family) in enumerate(zip(versions, families, strict=False)):
        if family in _FAMILIES and family != f"IPv{version}":
            expected = f"must be an {family} address, as ipFamilies says"
            yield at.invalid("clusterIPs", index, expected=expected, value=given[index])
