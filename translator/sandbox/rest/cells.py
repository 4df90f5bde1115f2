"""Cells: what stands in the columns of tables where it is more than a field."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

Object = Mapping[str, Any]

_NONE = "<none>"
_MODES = {"ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP"}


def duration(seconds: float) -> str:
    """A length of time in two units at most: 45s, 5m30s, 26h, 12d."""
    whole = max(int(seconds), 0)
    minutes, hours, days = whole // 60, whole // 3600, whole // 86_400
    if minutes < 2:
        return f"{whole}s"
    if minutes < 10:
        return f"{minutes}m{whole % 60}s" if whole % 60 else f"{minutes}m"
    if hours < 3:
        return f"{minutes}m"
    if hours < 8:
        return f"{hours}h{minutes % 60}m" if minutes % 60 else f"{hours}h"
    if hours < 48:
        return f"{hours}h"
    return f"{days}d{hours % 24}h" if days < 8 and hours % 24 else f"{days}d"


def _joined(values: Iterable[str]) -> str:
    return ",".join(values) or _NONE


def of_containers(value: Object, field: str) -> str:
    """A field of all containers of the template."""
    containers = value["spec"].get("template", {}).get("spec", {}).get("containers", ())
    return _joined(str(container.get(field, "")) for container in containers)


def selector(value: Object) -> str:
    """The labels that are selected."""
    found = value["spec"].get("selector") or {}
    labels = found.get("matchLabels", {}) if value["kind"] != "Service" else found
    return _joined(f"{key}={each}" for key, each in sorted(labels.items()))


def node_selector(value: Object) -> str:
    """The labels of nodes that a DaemonSet asks for."""
    labels = value["spec"]["template"]["spec"].get("nodeSelector") or {}
    return _joined(f"{key}={each}" for key, each in sorted(labels.items()))


def ratio(value: Object, field: str) -> str:
    """How many of the replicas that are wanted there are."""
    return f"{value.get('status', {}).get(field, 0)}/{value['spec'].get('replicas', 1)}"


def _statuses(value: Object) -> list[Object]:
    return list(value.get("status", {}).get("containerStatuses", ()))


def pod_ready(value: Object) -> str:
    """How many containers are ready."""
    return f"{sum(1 for each in _statuses(value) if each.get('ready'))}/{len(value['spec']['containers'])}"


def pod_status(value: Object) -> str:
    """The phase, or what a container waits for or ended with."""
    status = value.get("status", {})
    if value["metadata"].get("deletionTimestamp"):
        return "Terminating"
    for each in _statuses(value):
        state = each.get("state", {})
        reason = (state.get("waiting") or state.get("terminated") or {}).get("reason")
        if reason:
            return str(reason)
    return str(status.get("reason") or status.get("phase", "Unknown"))


def pod_restarts(value: Object) -> str:
    """How often containers were started again."""
    return str(sum(each.get("restartCount", 0) for each in _statuses(value)))


def job_status(value: Object) -> str:
    """The condition that ended the Job, or what it is at."""
    ended = {each["type"] for each in value.get("status", {}).get("conditions", ()) if each.get("status") == "True"}
    if "Complete" in ended:
        return "Complete"
    if "Failed" in ended:
        return "Failed"
    return "Suspended" if value["spec"].get("suspend") else "Running"


def job_completions(value: Object) -> str:
    """How many completions of those wanted there are."""
    return f"{value.get('status', {}).get('succeeded', 0)}/{value['spec'].get('completions', 1)}"


def job_duration(value: Object, now: float) -> str:
    """How long the Job took, or has been running."""
    status = value.get("status", {})
    if not status.get("startTime"):
        return ""
    ended = _seconds(status["completionTime"]) if status.get("completionTime") else now
    return duration(ended - _seconds(status["startTime"]))


def _seconds(time: str) -> float:
    return datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()


def external_address(value: Object) -> str:
    """Where a Service is reached from outside."""
    spec = value["spec"]
    if spec.get("type") == "ExternalName":
        return str(spec.get("externalName", _NONE))
    if spec.get("type") == "LoadBalancer":
        found = load_balancers(value)
        return found or "<pending>"
    return _joined(spec.get("externalIPs", ()))


def load_balancers(value: Object) -> str:
    """The addresses that a load balancer has been given."""
    ingress = value.get("status", {}).get("loadBalancer", {}).get("ingress", ())
    return ",".join(str(each.get("ip") or each.get("hostname", "")) for each in ingress)


def service_ports(value: Object) -> str:
    """Ports with their node ports and protocols."""
    ports = value["spec"].get("ports", ())
    return _joined(
        f"{port['port']}{':' + str(port['nodePort']) if port.get('nodePort') else ''}/{port.get('protocol', 'TCP')}"
        for port in ports
    )


def hosts(value: Object) -> str:
    """The hosts of an Ingress."""
    return ",".join(rule.get("host", "*") for rule in value["spec"].get("rules", ())) or "*"


def access_modes(value: Object) -> str:
    """Access modes in short."""
    modes = value.get("status", {}).get("accessModes") or (
        value["spec"].get("accessModes", ()) if value["kind"] == "PersistentVolume" else ()
    )
    return ",".join(_MODES.get(mode, mode) for mode in modes)


def claim(value: Object) -> str:
    """The claim that a volume is bound to."""
    found = value["spec"].get("claimRef")
    return f"{found['namespace']}/{found['name']}" if found else ""


def scale_target(value: Object) -> str:
    """What an autoscaler scales."""
    found = value["spec"]["scaleTargetRef"]
    return f"{found['kind']}/{found['name']}"


def involved(value: Object) -> str:
    """What an event is about."""
    found = value.get("involvedObject", {})
    return f"{found.get('kind', '').lower()}/{found.get('name', '')}"
