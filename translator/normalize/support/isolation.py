"""Rows of the keys of a service about what it shares, what it may, how it is started and what it calls others."""

from collections.abc import Mapping

from translator.normalize.support import Row, approximated, mapped, refused

_VIEW = "shows the container the host's control groups, and a Pod has no field for it"
_GROUPS = "mount /sys/fs/cgroup of the node read-only, for a program that reads them"
HARDWARE = "fixes the hardware address, which the network plugin of the cluster makes up for each Pod"
BY_PLUGIN = (
    "write the annotation of a plugin that can fix it, under annotations, such as cni.projectcalico.org/hwAddr of Calico"
)

ROWS: Mapping[str, Row] = {
    "Hostname": refused("T229", "is hostname with a capital letter, which Docker does not know", "write hostname"),
    "annotations": mapped("annotations of the Pods"),
    "cgroup": refused("T213", _VIEW, _GROUPS, "private"),
    "cgroup_parent": refused(
        "T213",
        "places the container in the host's control groups, where the kubelet places every Pod by its requests and limits",
        "write resources.limits and reservations, or bound all Pods of the nodes by the kubelet's kubeReserved",
    ),
    "cgroupns_mode": refused("T213", _VIEW, _GROUPS, "private"),
    "credential_spec": refused(
        "T214",
        "gives a Windows service account, which Kubernetes takes from an object of its own",
        "make a GMSACredentialSpec and name it in windowsOptions.gmsaCredentialSpecName by a template of your own",
    ),
    "dns_opt": mapped("dnsConfig.options"),
    "dns_options": mapped("dnsConfig.options"),
    "dns_search": mapped("dnsConfig.searches"),
    "domainname": approximated("T478", "is part of hostnameOverride since Kubernetes 1.35, subdomain before"),
    "external": mapped("a Service of type ExternalName, or one with an EndpointSlice"),
    "external.host": mapped("externalName, or the address of the EndpointSlice"),
    "external.ports": mapped("ports of that Service"),
    "external_links": mapped("Services under the aliases, where the names are in the stack"),
    "group_add": mapped("securityContext.supplementalGroups"),
    "init": mapped("shareProcessNamespace"),
    "ipc": mapped("hostIPC, or one Pod with the other service"),
    "isolation": refused(
        "T213",
        "chooses how Windows isolates the container, and Kubernetes runs process isolation alone",
        "remove it, or choose virtual machines by a RuntimeClass",
        "default",
        "process",
    ),
    "label_file": mapped("annotations of the Pods, as labels"),
    "mac_address": refused("T219", HARDWARE, BY_PLUGIN),
    "models": mapped("env: the endpoint and the name of each model"),
    "net": mapped("hostNetwork, or one Pod with the other service"),
    "network": mapped("hostNetwork, or one Pod with the other service"),
    "network_mode": mapped("hostNetwork, or one Pod with the other service"),
    "pid": mapped("hostPID, or one Pod with the other service"),
    "platform": mapped("node affinity"),
    "post_start": approximated("T246", "is lifecycle.postStart, whose failure restarts the container"),
    "pre_start": approximated("T246", "is init containers, which run in every Pod, each time it starts"),
    "pre_stop": approximated("T246", "is lifecycle.preStop, whose time is part of the grace period"),
    "provider": refused(
        "T224",
        "has docker compose call another program, and nothing in a cluster does that for a Pod",
        "call the program once, and write the variables that it gives into environment of the services that depend on it",
    ),
    "pull_policy": mapped("imagePullPolicy"),
    "pull_refresh_after": approximated("T223", "is imagePullPolicy Always, whatever the time"),
    "runtime": mapped("runtimeClassName"),
    "security_opt": mapped("securityContext: allowPrivilegeEscalation, seccompProfile, appArmorProfile, seLinuxOptions"),
    "stop_signal": approximated("T247", "is sent by a hook before the stop, which needs a shell in the image"),
    "use_api_socket": refused(
        "T224",
        "hands the container Docker's own socket, and the nodes of a cluster run no Docker",
        "use the API of the cluster",
        "false",
    ),
    "userns_mode": mapped("hostUsers"),
    "uts": mapped("hostNetwork, whose Pods have the name of their node"),
    "volume_driver": refused(
        "T225",
        "chooses a driver for all volumes, and in a cluster a StorageClass provides them",
        "choose a StorageClass in storage.classes of translator.yaml",
        "local",
    ),
    "volumes_from": mapped("volumes and volumeMounts of the other service"),
}
