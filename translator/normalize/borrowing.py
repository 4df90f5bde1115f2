"""Borrowing: `volumes_from`, which gives a service the mounts of another one beside its own.

The other's mounts come first, those that it borrowed itself included, and give way to the service's own at the same path.
Source: `docker-compose` 1.29 `build_volume_mounts`; compose-go `format.ParseVolume`, `getDependencies`.
"""

from collections.abc import Mapping
from dataclasses import replace

from translator.model.mount import Borrowing, Mount
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.normalize.context import Context
from translator.normalize.grammar import mount


def borrowed(services: tuple[Service, ...], context: Context) -> tuple[Service, ...]:
    """The services with the mounts that they borrow."""
    if not any(service.volumes_from for service in services):
        return services
    known = {service.name.value: service for service in services}
    complete: dict[str, tuple[Mount, ...]] = {}
    return tuple(
        replace(service, mounts=_mounts(service, known, complete, (), context)) if service.volumes_from else service
        for service in services
    )


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
    found = {mount.place(one.target.value): one for one in service.mounts}
    taken = {*found, *(mount.place(one.target.value) for one in service.tmpfs)}
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
            new = {mount.place(one.target.value): one for one in mounts if mount.place(one.target.value) not in taken}
            if mounts and not new:
                context.findings.ignore(
                    "T202", f"{name} mounts something else wherever {borrowing.service} mounts anything", borrowing.origin
                )
            found |= {place: one for place, one in new.items() if place not in found}
    result = tuple(found.values())
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
