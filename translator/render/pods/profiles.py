"""Profiles: what guards a container beyond users and capabilities, from `security_opt`.

Docker runs a container with its own profiles of seccomp and AppArmor unless told otherwise, and so does a container runtime of
Kubernetes. A profile of one's own is a file, or a name, that every node must know. AppArmor is a field since Kubernetes 1.30,
before that an annotation of the Pod for each container. Source: Docker reference, `--security-opt`; Kubernetes documentation,
"Restrict a Container's Syscalls with seccomp", "Restrict a Container's Access to Resources with AppArmor".
"""

import posixpath

from translator.kube.versions import minor
from translator.model.isolation import SecurityOption
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.view import Pairs
from translator.report.collector import Collector

FIELD_SINCE = 30
ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"
_UNCONFINED, _RUNTIME, _LOCAL = "Unconfined", "RuntimeDefault", "Localhost"
_WORDS = {"unconfined": _UNCONFINED, "builtin": _RUNTIME, "docker-default": _RUNTIME, "runtime/default": _RUNTIME}
_ANNOTATED = {_UNCONFINED: "unconfined", _RUNTIME: "runtime/default"}
_SELINUX = ("user", "role", "type", "level")
_FIELDS = {name: Located(name, Default("part of a label of SELinux")) for name in _SELINUX}


@dataclass(frozen=True, slots=True)
class Profile:
    """`kind` is Unconfined, RuntimeDefault or Localhost; `path` the file or the name on the node, for the last."""

    kind: Located[str]
    path: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class ProfilesView:
    """`escalation` is allowPrivilegeEscalation; `selinux` the parts of a label."""

    escalation: Located[bool] | None = None
    seccomp: Profile | None = None
    apparmor: Profile | None = None
    selinux: Pairs = ()


def profiles(service: Service, kubernetes: str, findings: Collector) -> ProfilesView:
    """The profiles of a service's container; of several options of one kind the last counts, as in Docker.

    Args:
        kubernetes: the oldest version that is written for.
    """
    last = _last(service, findings)
    escalation, seccomp, apparmor = (last.get(name) for name in ("no-new-privileges", "seccomp", "apparmor"))
    return ProfilesView(
        None if escalation is None else _escalation(escalation, service, findings),
        None if seccomp is None else _seccomp(seccomp, findings),
        None if apparmor is None or minor(kubernetes) < FIELD_SINCE else _apparmor(apparmor, findings),
        _selinux(service, findings),
    )


def annotation(service: Service, container: Located[str], kubernetes: str, findings: Collector) -> Pairs:
    """The annotation of the Pod for a container's AppArmor profile, where it is none of its fields yet."""
    option = next((one for one in reversed(service.security_opt) if one.name == "apparmor"), None)
    if option is None or minor(kubernetes) >= FIELD_SINCE:
        return ()
    profile = _apparmor(option, findings)
    text = _ANNOTATED.get(profile.kind.value) or f"localhost/{'' if profile.path is None else profile.path.value}"
    key = Located(f"{ANNOTATION}{container.value}", Derived("annotation of AppArmor", (container.origin,)))
    return ((key, Located(text, profile.kind.origin)),)


def _last(service: Service, findings: Collector) -> dict[str, SecurityOption]:
    last: dict[str, SecurityOption] = {}
    for option in service.security_opt:
        if option.name == "label":
            continue
        hidden = last.get(option.name)
        if hidden is not None:
            findings.ignore("T462", f"a later security_opt says another {option.name}", hidden.value.origin)
        last[option.name] = option
    return last


def _escalation(option: SecurityOption, service: Service, findings: Collector) -> Located[bool] | None:
    allowed = option.value.value == "false"
    if not allowed and service.privileged is not None and service.privileged.value:
        findings.refuse(
            "T214",
            f"{service.name.value} is privileged, and Kubernetes lets no privileged container give up new privileges",
            option.value.origin,
            help="remove privileged, or no-new-privileges",
        )
        return None
    return Located(allowed, Derived("no-new-privileges", (option.value.origin,)))


def _seccomp(option: SecurityOption, findings: Collector) -> Profile | None:
    written, cause = option.value, Derived("seccomp profile", (option.value.origin,))
    kind = _WORDS.get(written.value)
    if kind is not None:
        return Profile(Located(kind, cause))
    path = posixpath.basename(written.value)
    if not path or written.value.lstrip().startswith("{"):
        findings.refuse(
            "T214",
            "seccomp must name a profile: unconfined, builtin, or a file",
            written.origin,
            help="write the rules into a file and name it: seccomp=profile.json",
        )
        return None
    findings.approximate(
        "T448",
        f"the seccomp profile {path} must lie on every node, at /var/lib/kubelet/seccomp/{path}",
        written.origin,
        help="copy it there by a DaemonSet, or with the image of the nodes",
    )
    return Profile(Located(_LOCAL, cause), Located(path, cause))


def _apparmor(option: SecurityOption, findings: Collector) -> Profile:
    written, cause = option.value, Derived("AppArmor profile", (option.value.origin,))
    kind = _WORDS.get(written.value)
    if kind is not None:
        return Profile(Located(kind, cause))
    findings.approximate(
        "T448",
        f"the AppArmor profile {written.value} must be loaded on every node",
        written.origin,
        help="load it by a DaemonSet (apparmor_parser), or with the image of the nodes",
    )
    return Profile(Located(_LOCAL, cause), Located(written.value, cause))


def _selinux(service: Service, findings: Collector) -> Pairs:
    """The parts of a label, in Kubernetes' own order; `disable` is the type that SELinux does not confine, and wins."""
    found: dict[str, Located[str]] = {}
    disabled: Located[str] | None = None
    for option in service.security_opt:
        if option.name != "label":
            continue
        part, _, value = option.value.value.replace("=", ":", 1).partition(":")
        if part == "disable" and not value:
            if disabled is not None:
                findings.ignore("T462", "another security_opt says label=disable", option.value.origin)
            disabled = disabled or option.value
        elif part in _SELINUX and value:
            if part in found:
                findings.ignore("T462", f"a later security_opt says another {part} of the label", found[part].origin)
            found[part] = Located(value, option.value.origin)
        else:
            findings.refuse(
                "T214",
                f"the label option {part} has no counterpart among {', '.join(_SELINUX)}",
                option.value.origin,
                help="write label=type:TYPE, label=level:LEVEL or the like",
            )
    if disabled is not None:
        for part in sorted(found):
            findings.ignore("T462", f"label=disable leaves no {part} of the label", found[part].origin)
        cause = Derived("label disable: a type that is not confined", (disabled.origin,))
        return ((_FIELDS["type"], Located("spc_t", cause)),)
    return tuple((_FIELDS[part], found[part]) for part in _SELINUX if part in found)
