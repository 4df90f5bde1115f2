"""Rows of the long forms below a service: ports, mounts, networks, health check, dependencies, configs and secrets."""

from collections.abc import Mapping

from translator.normalize.support import Row, approximated, ignored, mapped, refused
from translator.normalize.support.isolation import BY_PLUGIN, HARDWARE

_GRANT = {
    "source": "which object is mounted",
    "target": "mountPath",
    "mode": "mode of the file",
}
_PROBE = {
    "interval": "periodSeconds",
    "retries": "failureThreshold",
    "start_interval": "periodSeconds of the startup probe",
    "start_period": "failureThreshold of the startup probe",
    "test": "exec of the probes",
    "timeout": "timeoutSeconds",
}
_PORT = {
    "app_protocol": "appProtocol",
    "host_ip": "whether the port is published, and hostIP",
    "mode": "a port of the Service, or hostPort",
    "name": "the name of the port",
    "protocol": "protocol",
    "published": "port, or hostPort",
    "target": "targetPort and containerPort",
}
_SECTIONS = ("configs", "secrets")
_OWNER = "cannot be chosen: a mounted file belongs to root, and to the group of the Pod's volumes"
_ADDRESS = "write the name of the service instead of its address, or the annotation by which the network plugin reserves one"
_FIXED = "fixes an address, and the network plugin of the cluster gives Pods theirs as they come"
_ONE_NETWORK = "orders the networks of a container, and a Pod has one"

ROWS: Mapping[str, Row] = {
    **{f"{section}.{key}": mapped(meaning) for section in _SECTIONS for key, meaning in _GRANT.items()},
    **{f"{section}.{key}": approximated("T482", _OWNER) for section in _SECTIONS for key in ("uid", "gid")},
    **{f"healthcheck.{key}": mapped(meaning) for key, meaning in _PROBE.items()},
    **{f"ports.{key}": mapped(meaning) for key, meaning in _PORT.items()},
    "depends_on.condition": mapped("what the init container waits for"),
    "depends_on.required": mapped("whether a missing service is an error"),
    "depends_on.restart": approximated("T458", "has no counterpart: a Pod does not restart with another"),
    "healthcheck.disable": ignored("T278", "switches off the image's check, which Kubernetes never reads"),
    "networks.aliases": mapped("Services of those names"),
    "networks.driver_opts": refused(
        "T220",
        "tunes the driver of a Docker network, and Pods have the network of the cluster's own plugin",
        "see what that plugin has",
    ),
    "networks.gw_priority": ignored("T221", _ONE_NETWORK),
    "networks.interface_name": refused(
        "T220", "names the network interface, which the network plugin does, most of them eth0", "use eth0"
    ),
    "networks.ipv4_address": refused("T219", _FIXED, _ADDRESS),
    "networks.ipv6_address": refused("T219", _FIXED, _ADDRESS),
    "networks.link_local_ips": refused("T219", _FIXED, _ADDRESS),
    "networks.mac_address": refused("T219", HARDWARE, BY_PLUGIN),
    "networks.priority": ignored("T221", _ONE_NETWORK),
    "volumes.bind": mapped("see volumes.bind.*"),
    "volumes.bind.create_host_path": mapped("the type of the hostPath"),
    "volumes.bind.propagation": mapped("mountPropagation"),
    "volumes.bind.recursive": mapped("recursiveReadOnly; disabled is refused"),
    "volumes.bind.selinux": ignored(
        "T226", "has Docker label the files of the host", "on nodes with SELinux: chcon -Rt container_file_t PATH"
    ),
    "volumes.consistency": ignored("T226", "tunes how Docker Desktop shares files"),
    "volumes.image": mapped("see volumes.image.*"),
    "volumes.image.subpath": mapped("subPath of a volume of type image"),
    "volumes.read_only": mapped("readOnly"),
    "volumes.source": mapped("the claim, ConfigMap or hostPath"),
    "volumes.target": mapped("mountPath"),
    "volumes.tmpfs": mapped("see volumes.tmpfs.*"),
    "volumes.tmpfs.mode": approximated("T482", "cannot be chosen: a volume in memory is open to every user of the container"),
    "volumes.tmpfs.size": mapped("sizeLimit"),
    "volumes.type": mapped("the kind of volume"),
    "volumes.volume": mapped("see volumes.volume.*"),
    "volumes.volume.labels": ignored("T206", "label a Docker object for its lists"),
    "volumes.volume.nocopy": mapped("whether the image's content is missed"),
    "volumes.volume.subpath": mapped("subPath"),
}
