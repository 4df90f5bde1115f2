"""Rows of the keys of a service about what it shares, what it may, how it is started and what it calls others."""

from collections.abc import Mapping

from translator.normalize.support import Row, refused

_TEMPLATE = "write it in a template of your own (--templates)"
_POD = "put the containers into one Pod by a template of your own"
_SERVICE = "make a Service of type ExternalName, or one with an EndpointSlice, beside the stack"
_IMAGE = "put it into the image"

ROWS: Mapping[str, Row] = {
    "Hostname": refused("T229", "is hostname with a capital letter, which Docker does not know", "write hostname"),
    "annotations": refused("T207", "are read by the container runtime", _TEMPLATE),
    "cgroup": refused("T213", "chooses the control groups that the container sees", _TEMPLATE, "private"),
    "cgroup_parent": refused("T213", "places the container in the host's control groups, which the kubelet does", _TEMPLATE),
    "cgroupns_mode": refused("T213", "chooses the control groups that the container sees", _TEMPLATE, "private"),
    "credential_spec": refused("T214", "gives a Windows service account", _TEMPLATE),
    "dns_opt": refused("T218", "sets options of the resolver", "write dnsConfig.options in a template of your own"),
    "dns_options": refused("T218", "sets options of the resolver", "write dnsConfig.options in a template of your own"),
    "dns_search": refused("T218", "sets search domains", "write dnsConfig.searches in a template of your own"),
    "domainname": refused("T218", "sets the domain of the host name", "write subdomain in a template of your own"),
    "external": refused("T217", "gives an outside address the name of the service", _SERVICE),
    "external_links": refused("T217", "name containers of other stacks", _SERVICE),
    "group_add": refused(
        "T214", "adds groups to the user", "write securityContext.supplementalGroups in a template of your own"
    ),
    "init": refused("T215", "runs an init program first, which reaps processes and passes signals on", _IMAGE, "false"),
    "ipc": refused("T213", "shares shared memory with the host or another container", _POD, "private", "shareable"),
    "isolation": refused("T213", "chooses how Windows isolates the container", _TEMPLATE, "default"),
    "label_file": refused("T207", "names a file of labels, which is not read", "write the labels below labels"),
    "mac_address": refused("T219", "fixes the hardware address", "use a network plugin that can"),
    "models": refused(
        "T224", "has docker compose run a model", "run the model as a service and give its address in environment"
    ),
    "net": refused("T213", "shares the network of the host or of another container", _POD, "bridge", "default"),
    "network": refused("T213", "shares the network of the host or of another container", _POD, "bridge", "default"),
    "network_mode": refused("T213", "shares the network of the host or of another container", _POD, "bridge", "default"),
    "pid": refused("T213", "shares processes with the host or another container", _POD),
    "platform": refused("T215", "chooses a processor architecture", "write the constraint node.platform.arch == ARCHITECTURE"),
    "post_start": refused("T216", "runs commands after the start", "put them into the entrypoint"),
    "pre_start": refused("T216", "runs commands before the start", "put them into the entrypoint"),
    "pre_stop": refused("T216", "runs commands before the stop", "write lifecycle.preStop in a template of your own"),
    "provider": refused(
        "T224", "has docker compose call another program", "give the address of what it provides in environment"
    ),
    "pull_policy": refused(
        "T223",
        "says when the image is pulled, which Kubernetes decides by the tag",
        "name the image by a tag that never moves, or write imagePullPolicy in a template of your own",
        "missing",
        "if_not_present",
    ),
    "pull_refresh_after": refused("T223", "says when the image is pulled again", "name the image by a tag that never moves"),
    "runtime": refused("T215", "chooses a container runtime", "write runtimeClassName in a template of your own", "runc"),
    "security_opt": refused("T214", "chooses profiles of SELinux, AppArmor or seccomp", _TEMPLATE),
    "stop_signal": refused(
        "T215", "chooses the signal that stops the container", "write STOPSIGNAL in the image", "sigterm", "15"
    ),
    "use_api_socket": refused("T224", "hands the container Docker's own socket", "use the API of the cluster", "false"),
    "userns_mode": refused("T213", "chooses the user namespace", "write hostUsers in a template of your own"),
    "uts": refused("T213", "shares the host's name", _TEMPLATE),
    "volume_driver": refused(
        "T225", "chooses a driver for all volumes", "choose a StorageClass in storage.classes of translator.yaml"
    ),
    "volumes_from": refused("T213", "mounts the volumes of another container", "write the volumes out in both services"),
}
