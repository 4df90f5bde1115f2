"""A Pod does not fit the Pod Security level baseline.

The level baseline forbids the known ways out of a container: host namespaces, hostPath, hostPort, privileged containers, added
capabilities beyond the usual ones, Unconfined seccomp and AppArmor profiles, SELinux users and roles, an unmasked /proc and
unsafe sysctls. A namespace with the label pod-security.kubernetes.io/enforce: baseline refuses the Pod, while the API server
takes the Deployment that makes it. The finding lists every field. Source: Kubernetes documentation, Pod Security Standards.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Body, Step, rows, table, text, texts
from translator.check.practice.subjects import Concern, Container, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T623", "above-baseline", __doc__, Severity.WARNING),)

Violation = tuple[tuple[Step, ...], str]
"""The field, and what a person calls it."""

_CAPABILITIES = {
    *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID"),
    *("SETPCAP", "SETUID", "SYS_CHROOT"),
}
_SELINUX = {"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"}
_SYSCTLS = {
    *(
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.tcp_syncookies",
    ),
    *(
        "net.ipv4.ping_group_range",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_fin_timeout",
    ),
    *("net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"),
}


def check(pod: Pod) -> Iterator[Concern]:
    """One concern with every field that the level forbids."""
    found = [*_of_pod(pod), *(violation for container in pod.every_container for violation in _of_container(container))]
    if found:
        names = ", ".join(dict.fromkeys(name for _, name in found))
        help = "leave these fields out, or give the namespace the level privileged"
        yield Concern(pod.manifest, found[0][0], f"does not fit the Pod Security level baseline: {names}", help)


def _of_pod(pod: Pod) -> Iterator[Violation]:
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.spec.get(field) is True:
            yield (*pod.path, field), field
    for index, volume in rows(pod.spec, "volumes"):
        if volume.get("hostPath"):
            yield (*pod.path, "volumes", index, "hostPath"), f"hostPath volume {text(volume, 'name')}"
    for index, sysctl in rows(pod.spec, "securityContext", "sysctls"):
        if text(sysctl, "name") not in _SYSCTLS:
            yield (*pod.path, "securityContext", "sysctls", index), f"sysctl {text(sysctl, 'name')}"
    yield from _of_context(table(pod.spec, "securityContext"), pod.path, "")


def _of_container(container: Container) -> Iterator[Violation]:
    context, where = table(container.body, "securityContext"), f" of {container.name}"
    at = (*container.path, "securityContext")
    if context.get("privileged") is True:
        yield (*at, "privileged"), f"privileged{where}"
    added = [word for word in texts(context, "capabilities", "add") if word not in _CAPABILITIES]
    if added:
        yield (*at, "capabilities", "add"), f"capabilities {' '.join(added)}{where}"
    if text(context, "procMount") not in ("", "Default"):
        yield (*at, "procMount"), f"procMount{where}"
    for index, port in rows(container.body, "ports"):
        if port.get("hostPort"):
            yield (*container.path, "ports", index, "hostPort"), f"hostPort{where}"
    yield from _of_context(context, container.path, where)


def _of_context(context: Body, path: tuple[Step, ...], where: str) -> Iterator[Violation]:
    """What the contexts of Pods and of containers have in common."""
    at = (*path, "securityContext")
    for field in ("seccompProfile", "appArmorProfile"):
        if text(context, field, "type") == "Unconfined":
            yield (*at, field, "type"), f"{field} Unconfined{where}"
    options = table(context, "seLinuxOptions")
    if text(options, "type") not in _SELINUX or text(options, "user") or text(options, "role"):
        yield (*at, "seLinuxOptions"), f"seLinuxOptions{where}"
    if table(context, "windowsOptions").get("hostProcess") is True:
        yield (*at, "windowsOptions", "hostProcess"), f"hostProcess{where}"
