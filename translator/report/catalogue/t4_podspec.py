"""T440, T444 to T449: what a Pod shares with its node and with its neighbours, and what the node must have for it."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T440",
        "unsafe-sysctl",
        WARNING,
        "A kernel parameter must be allowed by the kubelet of the node.",
        "Kubernetes lets every Pod set a few parameters of the kernel, and calls the other namespaced ones unsafe. A "
        "kubelet starts such a Pod only where --allowed-unsafe-sysctls (allowedUnsafeSysctls) names the parameter; "
        "elsewhere the Pod fails with SysctlForbidden. Allow it on the nodes and say so in translator.yaml: nodes: "
        "{sysctls: [net.core.somaxconn]}.",
    ),
    Code(
        "T444",
        "node-sysctl",
        ERROR,
        "A kernel parameter belongs to the node, not to the container.",
        "Docker sets parameters that belong to the container's own namespaces, and so does Kubernetes: kernel.shm*, "
        "kernel.msg*, kernel.sem, fs.mqueue.* and net.*, the latter only in a network of the Pod's own. Others, such as "
        "vm.max_map_count, hold for the whole machine. Set them on the nodes, or by a privileged DaemonSet that does.",
    ),
    Code(
        "T445",
        "host-namespace",
        NOTE,
        "A Pod shares the network, the processes or the shared memory of its node.",
        "hostNetwork, hostPID and hostIPC open the node to the Pod, as Docker opened its host. A namespace that enforces "
        "the Pod Security Standards must be at the level privileged for it. In the network of the node every port of the "
        "program is a port of the node, and two such Pods with the same port never share a node.",
    ),
    Code(
        "T446",
        "device-of-node",
        ERROR,
        "A device, or a resource that Swarm nodes announce, has no name in the cluster.",
        "The kubelet hands out devices through device plugins, as resources that a container asks for by name and number. "
        "The kernel keeps a Pod from opening any other device, even one that is mounted into it, unless it is privileged. "
        "Install the plugin and name its resource in translator.yaml: nodes: {devices: {/dev/fuse: example.com/fuse}}; "
        "kinds of generic_resources and drivers are named the same way.",
    ),
    Code(
        "T447",
        "device-differs",
        WARNING,
        "Devices are handed out by number, not by all, nor one by one.",
        "A container asks for so many devices of a resource, and the device plugin chooses which. All devices of a node "
        "is no number, so one is written: write count for more. What the devices are to be used for "
        "(NVIDIA_DRIVER_CAPABILITIES) is read from the environment of the container.",
    ),
    Code(
        "T448",
        "node-must-have",
        WARNING,
        "A Pod rests on something that every node must have.",
        "Profiles of seccomp and AppArmor, RuntimeClasses, network plugins that enforce policies, and the limits that a "
        "container runtime gives its processes are not part of the manifests. Where a node lacks the profile or the class "
        "the Pod does not start there; where its limits are lower the program meets them. Prepare the nodes before "
        "applying.",
    ),
    Code(
        "T449",
        "one-pod",
        WARNING,
        "Several services stand in one Pod, which has one of many things.",
        "Containers of a Pod start, scale, move and are replaced together; they share one network, so their ports must "
        "differ, and call each other at 127.0.0.1. What Compose says of each of them about replicas, restarts, placement "
        "or the host name can be said once: the first service decides. Volumes that only they share become empty folders "
        "that live as long as the Pod. The message says what differs.",
    ),
)
