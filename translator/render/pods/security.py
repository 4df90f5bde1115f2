"""Security: user, capabilities and privileges of a container.

Kubernetes takes numbers for users and groups, since it does not look into the image; the one name with the same number
everywhere is root. Capabilities lose the prefix CAP_ that the kernel and Docker know them by.
"""

from dataclasses import dataclass
from difflib import get_close_matches

from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.report.collector import Collector

_HIGHEST_ID = (1 << 31) - 1


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


_NOTHING = SecurityView()


def security(service: Service, findings: Collector) -> SecurityView | None:
    """The security context of a service's container; None where nothing says any."""
    user, group = identity(service)
    if service.user is not None:
        _say_names(service, user, group, findings)
    view = SecurityView(
        user,
        group,
        service.privileged,
        service.read_only,
        _capabilities(service.cap_add, "cap_add", findings),
        _capabilities(service.cap_drop, "cap_drop", findings),
    )
    return None if view == _NOTHING else view


def identity(service: Service) -> tuple[Located[int] | None, Located[int] | None]:
    """User and group as numbers; None for what is not written, or not a number."""
    if service.user is None:
        return None, None
    reference, origin = service.user.value, service.user.origin
    user, group = _number(reference.user), None if reference.group is None else _number(reference.group)
    return None if user is None else Located(user, origin), None if group is None else Located(group, origin)


def _number(text: str) -> int | None:
    if text == "root":
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_HIGHEST_ID))):
        return None
    return int(text) if int(text) <= _HIGHEST_ID else None


def _say_names(service: Service, user: Located[int] | None, group: Located[int] | None, findings: Collector) -> None:
    assert service.user is not None
    reference = service.user.value
    if user is None:
        what, name = "user", reference.user
    elif reference.group is not None and group is None:
        what, name = "group", reference.group
    else:
        return
    findings.refuse(
        "T474",
        f'the {what} must be a number from 0 to {_HIGHEST_ID}, not "{name}", which only the image can explain',
        service.user.origin,
        help="docker run --rm --entrypoint id IMAGE " + (reference.user or "USER") + " prints the numbers",
    )


def _capabilities(names: tuple[Located[str], ...], key: str, findings: Collector) -> tuple[Located[str], ...]:
    found: dict[str, list[Located[str]]] = {}
    for name in names:
        plain = name.value.upper().removeprefix("CAP_")
        if plain == "ALL" or plain in CAPABILITIES:
            found.setdefault(plain, []).append(name)
            continue
        near = get_close_matches(plain, sorted(CAPABILITIES), 1)
        findings.refuse(
            "T475",
            f'{key} names "{name.value}", which is no capability',
            name.origin,
            help=f"write {near[0]}" if near else "see capabilities(7) for their names",
        )
    return tuple(_merged(plain, names) for plain, names in found.items())


def _merged(plain: str, names: list[Located[str]]) -> Located[str]:
    first = names[0]
    if len(names) == 1:
        return Located(plain, first.origin)
    return Located(plain, Derived("named more than once", tuple(name.origin for name in names)))
