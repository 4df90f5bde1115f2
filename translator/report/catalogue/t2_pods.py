"""T231 to T236: what a service shares, what it may and what it may use, where Docker's own rules decide."""

from translator.report.catalogue import ERROR, WARNING, Code

CODES = (
    Code(
        "T231",
        "limit-of-the-node",
        WARNING,
        "A bound on what a container uses is kept another way, or by the node.",
        "Swap belongs to the node: a Pod uses none, unless the kubelet is told otherwise (memorySwap), and then gets a "
        "part that Kubernetes computes from its request. So a container has its memory limit and no more. A bound on the "
        "container's own file system becomes ephemeral-storage: instead of an error at the bound, a Pod that passes it is "
        "evicted and made anew, and its log and its empty volumes count too. The message says which of them is meant.",
    ),
    Code(
        "T232",
        "conflicting-keys",
        ERROR,
        "Two keys of a service, or of a volume, exclude each other.",
        "Docker refuses such a stack: cpus and cpu_quota bound the same thing, a container in the network of the host "
        "or of another has no networks of its own, volumes cannot be borrowed in a circle, and what an external volume is like "
        "is said where it is made. One of the two is read, the other is refused. Keep the one that is meant.",
    ),
    Code(
        "T233",
        "foreign-namespace",
        ERROR,
        "A service shares with a container that the stack does not have.",
        "container:NAME leads to whatever container of the host has that name. Containers of a cluster share namespaces "
        "only within one Pod, so the other one must be a service of the same stack: write service:NAME, or the "
        "container_name of a service.",
    ),
    Code(
        "T234",
        "borrowed-anonymous-volume",
        ERROR,
        "volumes_from borrows what only its container has.",
        "A file system in the memory of one container cannot be mounted by another Pod: nothing names it. Give it a name below "
        "the top-level volumes and mount that in both services. An anonymous volume that is borrowed needs nothing: it becomes "
        "a claim, as if it had a name.",
    ),
    Code(
        "T235",
        "impossible-pod",
        ERROR,
        "Services cannot stand in one Pod.",
        "pods in translator.yaml, network_mode: service:NAME and the like put several services into one Pod. All must be "
        "services of the stack, each in one Pod only; one that runs on every node cannot join one that does not; and two "
        "containers of a Pod cannot listen at the same port, since they share one network. Correct the names, or give one "
        "of them another port.",
    ),
)
