"""Borrowing: `volumes_from`, which gives a service the mounts of another one beside its own.

The other's mounts come first, those that it borrowed itself included, and give way to the service's own at the same path; of
several borrowed ones the last counts. An anonymous volume that is lent gets a name, by which both know it: in Docker it
outlives the containers that have it, too.
Source: `docker-compose` 1.29 `build_volume_mounts`; compose-go `format.ParseVolume`, `getDependencies`.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from translator.kube.names import dns_1035_label
from translator.model.mount import Borrowing, Mount
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.normalize.context import Context
from translator.normalize.grammar import mount

LENT = "an anonymous volume that another service borrows"
"""The rule by which such a volume has a name."""


def borrowed(services: tuple[Service, ...], context: Context) -> tuple[Service, ...]:
    """The services with the mounts that they borrow."""
    if not any(service.volumes_from for service in services):
        return services
    lenders = {borrowing.service: borrowing for service in services for borrowing in service.volumes_from}
    taken = set(context.section("volumes"))
    services = tuple(_with_names(one, lenders[one.name.value], taken) if one.name.value in lenders else one for one in services)
    known = {service.name.value: service for service in services}
    complete: dict[str, tuple[Mount, ...]] = {}
    return tuple(
        replace(service, mounts=_mounts(service, known, complete, (), context)) if service.volumes_from else service
        for service in services
    )


def _with_names(lender: Service, borrowing: Borrowing, taken: set[str]) -> Service:
    """A service whose volumes all have a name, none of those that are `taken`."""
    mounts = []
    for one in lender.mounts:
        named = one
        if one.source is None and one.kind.value == "volume":
            name = _free(f"{lender.name.value}-{posixpath.basename(one.target.value.rstrip('/'))}", taken)
            named = replace(one, source=Located(name, Derived(LENT, (one.target.origin, borrowing.origin))))
        mounts.append(named)
    return replace(lender, mounts=tuple(mounts))


def _free(wanted: str, taken: set[str]) -> str:
    """A name that no other volume has, which is taken then."""
    label = dns_1035_label(wanted)
    name = next(free for number in count(1) if (free := label if number == 1 else f"{label}-{number}") not in taken)
    taken.add(name)
    return name


def _mounts(
    service: Service,
    known: Mapping[str, Service],
    complete: dict[str, tuple[Mount, ...]],
    path: tuple[str, ...],
    context: Context,
) -> tuple[Mount, ...]:
    """All mounts of a service.

    Args:
        complete: services whose mounts are known already.
        path: the services that borrow from one another down to this one.
    """
    name = service.name.value
    if name in complete:
        return complete[name]
    own = {mount.place(one.target.value): one for one in service.mounts}
    taken = {*own, *(mount.place(one.target.value) for one in service.tmpfs)}
    found: dict[str, tuple[Mount, Borrowing]] = {}
    lent: list[Borrowing] = []
    for borrowing in service.volumes_from:
        lender = known.get(borrowing.service)
        if borrowing.service in (*path, name):
            context.findings.refuse(
                "T232",
                f"{name} borrows volumes in a circle, from {borrowing.service}",
                borrowing.origin,
                help="break the circle",
            )
        elif lender is not None:
            there = _mounts(lender, known, complete, (*path, name), context)
            if not there:
                context.findings.ignore(
                    "T202", f"{borrowing.service} mounts nothing that {name} could borrow", borrowing.origin, help="remove it"
                )
            mounts = _lent(there, borrowing, name, context)
            lent.extend([borrowing] if mounts else [])
            places = ((mount.place(one.target.value), one) for one in mounts)
            found |= {place: (one, borrowing) for place, one in places if place not in taken}
    kept = {borrowing.origin for _, borrowing in found.values()}
    for borrowing in lent:
        if borrowing.origin not in kept:
            context.findings.ignore(
                "T202", f"{name} mounts something else wherever {borrowing.service} mounts anything", borrowing.origin
            )
    result = (*own.values(), *(one for one, _ in found.values()))
    if not path:
        complete[name] = result
    return result


def _lent(mounts: tuple[Mount, ...], borrowing: Borrowing, borrower: str, context: Context) -> list[Mount]:
    """The mounts as the borrower has them. One without a name is told and left out."""
    lent = []
    for one in mounts:
        origin = Derived("volumes_from", (borrowing.origin, one.origin))
        if one.source is None:
            context.findings.refuse(
                "T234",
                f"{borrower} borrows {one.target.value} from {borrowing.service}, which has no name that two Pods could mount",
                borrowing.origin,
                help=f"name the volume at {one.target.value} below volumes, and mount it in both services",
            )
            continue
        target = Located(one.target.value, Derived("volumes_from", (borrowing.origin, one.target.origin)))
        lent.append(replace(one, target=target, read_only=borrowing.read_only or one.read_only, origin=origin))
    return lent
