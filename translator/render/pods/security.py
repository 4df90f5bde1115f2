"""Security: user, capabilities, privileges and profiles of a container.

Capabilities lose the prefix CAP_ that the kernel and Docker know them by.
"""

from typing import TYPE_CHECKING

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.blueprint import Blueprint
from translator.render.pods.identity import identity, refuse
from translator.report.collector import Collector

if TYPE_CHECKING:
    from translator.render.pods.profiles import ProfilesView


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CAPABILITIES = _words(
    "AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER "
    "FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE "
    "NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE "
    "SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM"
)
"""capabilities(7), without the prefix."""


@dataclass(frozen=True, slots=True)
class SecurityView:
    """The `securityContext` of a container."""

    user: Located[int] | None = None
    group: Located[int] | None = None
    privileged: Located[bool] | None = None
    read_only: Located[bool] | None = None
    add: tuple[Located[str], ...] = ()
    drop: tuple[Located[str], ...] = ()
    profiles: "ProfilesView | None" = None


_NOTHING = SecurityView()


def security(service: Service, blueprint: Blueprint, findings: Collector) -> SecurityView | None:
    """The security context of a service's container; None where nothing says any."""
    user, group = identity(service, blueprint.settings)
    if service.user is not None:
        _say_names(service, user, group, findings)
    view = SecurityView(
        user,
        group,
        service.privileged,
        service.read_only,
        _capabilities(service.cap_add, "cap_add", findings),
        _capabilities(service.cap_drop, "cap_drop", findings),
        _profiles(service, blueprint, findings) if service.security_opt else None,
    )
    return None if view == _NOTHING else view


def _profiles(service: Service, blueprint: Blueprint, findings: Collector) -> "ProfilesView | None":
    from translator.render.pods.profiles import ProfilesView, profiles  # few services say any

    found = profiles(service, blueprint.destination.kubernetes[0], findings)
    return None if found == ProfilesView() else found


def _say_names(service: Service, user: Located[int] | None, group: Located[int] | None, findings: Collector) -> None:
    assert service.user is not None
    reference, origin = service.user.value, service.user.origin
    if user is None:
        refuse("user", Located(reference.user, origin), service, findings)
    elif reference.group is not None and group is None:
        refuse("group", Located(reference.group, origin), service, findings)


def _capabilities(names: tuple[Located[str], ...], key: str, findings: Collector) -> tuple[Located[str], ...]:
    found: list[Located[str]] = []
    for name in names:
        plain = name.value.upper().removeprefix("CAP_")
        if plain == "ALL" or plain in CAPABILITIES:
            found.append(Located(plain, name.origin))
            continue
        from difflib import get_close_matches  # takes longer to import than a small stack to render

        near = get_close_matches(plain, sorted(CAPABILITIES), 1)
        findings.refuse(
            "T475",
            f'{key} names "{name.value}", which is no capability',
            name.origin,
            help=f"write {near[0]}" if near else "see capabilities(7) for their names",
        )
    return tuple(found)
