"""Rows of the long forms below a service: ports, mounts, networks, health check, dependencies, configs and secrets."""

from collections.abc import Mapping

from translator.normalize.support import Row, ignored, mapped, refused

_GRANT = {
    "source": "which object is mounted",
    "target": "mountPath",
    "uid": "a finding: the file belongs to root",
    "gid": "a finding: the file belongs to the group of the Pod",
    "mode": "mode of the file",
}
_PROBE = {
    "disable": "no probe",
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
_ADDRESS = "write the name of the service instead of its address"
_ONE_NETWORK = "orders the networks of a container, and a Pod has one"

ROWS: Mapping[str, Row] = {
    **{f"{section}.{key}": mapped(meaning) for section in ("configs", "secrets") for key, meaning in _GRANT.items()},
    **{f"healthcheck.{key}": mapped(meaning) for key, meaning in _PROBE.items()},
    **{f"ports.{key}": mapped(meaning) for key, meaning in _PORT.items()},
    "depends_on.condition": mapped("what the init container waits for"),
    "depends_on.required": mapped("whether a missing service is an error"),
    "depends_on.restart": mapped("a finding: a Pod does not restart with another"),
    "networks.aliases": mapped("Services of those names"),
    "networks.driver_opts": refused(
        "T220", "tunes the driver of a Docker network", "see what the network plugin of the cluster has"
    ),
    "networks.gw_priority": ignored("T221", _ONE_NETWORK),
    "networks.interface_name": refused("T220", "names the network interface, which is eth0 in most clusters", "use eth0"),
    "networks.ipv4_address": refused("T219", "fixes an address, and Pods get theirs as they come", _ADDRESS),
    "networks.ipv6_address": refused("T219", "fixes an address, and Pods get theirs as they come", _ADDRESS),
    "networks.link_local_ips": refused("T219", "fixes addresses, and Pods get theirs as they come", _ADDRESS),
    "networks.mac_address": refused("T219", "fixes the hardware address", "use a network plugin that can"),
    "networks.priority": ignored("T221", _ONE_NETWORK),
    "volumes.bind": mapped("see volumes.bind.*"),
    "volumes.bind.create_host_path": mapped("the type of the hostPath"),
    "volumes.bind.propagation": mapped("mountPropagation"),
    "volumes.bind.recursive": refused(
        "T225", "says what becomes of mounts below the path", "write recursiveReadOnly in a template of your own", "enabled"
    ),
    "volumes.bind.selinux": ignored("T226", "has Docker relabel the files of the host, which the kubelet does itself"),
    "volumes.consistency": ignored("T226", "tunes how Docker Desktop shares files"),
    "volumes.image": refused("T225", "mounts the files of an image", "copy them into a volume, or into the image"),
    "volumes.image.subpath": refused("T225", "mounts the files of an image", "copy them into a volume, or into the image"),
    "volumes.read_only": mapped("readOnly"),
    "volumes.source": mapped("the claim, ConfigMap or hostPath"),
    "volumes.target": mapped("mountPath"),
    "volumes.tmpfs": mapped("see volumes.tmpfs.*"),
    "volumes.tmpfs.mode": mapped("a finding: a volume in memory has the bits 0777"),
    "volumes.tmpfs.size": mapped("sizeLimit"),
    "volumes.type": mapped("the kind of volume"),
    "volumes.volume": mapped("see volumes.volume.*"),
    "volumes.volume.labels": refused(
        "T225", "labels a volume that has no name", "give the volume a name and labels of its own"
    ),
    "volumes.volume.nocopy": mapped("whether the image's content is missed"),
    "volumes.volume.subpath": mapped("subPath"),
}
