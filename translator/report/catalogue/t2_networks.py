"""T200, T217, T236 to T238, T240 to T245: what stacks of one folder share, networks, and drivers of volumes."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T200",
        "name-rewritten",
        NOTE,
        "A name inside a value is written as the name that answers in the cluster.",
        "The configuration says references: rewrite. Found are names with a port, in an address, and whole values of variables "
        "such as DB_HOST. Everything else in the value stays. See that the program means the service by it.",
    ),
    Code(
        "T217",
        "both-families",
        NOTE,
        "A network has IPv6, and Services ask for addresses of both families.",
        "Which addresses Pods have is decided for a whole cluster. A Service has an address of one family unless it asks for "
        "more: those of services on a network with enable_ipv6 have ipFamilyPolicy PreferDualStack, which gives both where the "
        "cluster has both, and the one that there is elsewhere.",
    ),
    Code(
        "T240",
        "network-of-neighbours",
        NOTE,
        "A network joins several stacks of the folder.",
        "On such a network each service answers to its name for all the stacks. Each stack has a namespace of its own in the "
        "cluster, so each gets a Service of type ExternalName for every service of the others: an alias in DNS, by which "
        "programs go on calling the same name. Ports are those of the other service.",
    ),
    Code(
        "T241",
        "volume-of-neighbour",
        ERROR,
        "An external volume belongs to a stack of another namespace.",
        "A claim can be mounted by Pods of its own namespace alone. Put the stacks that share it into one namespace, by "
        "target.namespace in the translator.yaml beside each stack file; or let each have a claim of its own on the same "
        "shared file system, such as a volume with the driver options of an NFS server.",
    ),
    Code(
        "T242",
        "file-of-neighbour",
        NOTE,
        "An external config or secret is made by another stack of the folder.",
        "ConfigMaps and Secrets can be mounted by Pods of their own namespace alone, so each stack that uses it gets an object "
        "with the same content. Convert the folder again when the content changes.",
    ),
    Code(
        "T243",
        "name-of-neighbour-taken",
        WARNING,
        "Two stacks that share a network have a service of the same name.",
        "On a shared network Docker spreads calls over all services of a name. In a cluster the name means the service of the "
        "own namespace, and nothing where only several other stacks have it. Call the other ones NAME.NAMESPACE, or give them "
        "aliases that differ.",
    ),
    Code(
        "T244",
        "policies-need-plugin",
        NOTE,
        "NetworkPolicies are written, and the cluster must enforce them.",
        "The configuration asks for them: Pods bear a mark for each network of the stack, its members may call one another, "
        "everybody may call published ports and routes, and services of internal networks alone call nothing outside but DNS. "
        "The API server takes policies whether anybody enforces them or not: that is the work of the network plugin (Calico, "
        "Cilium, Terway with policies switched on).",
    ),
    Code(
        "T245",
        "volume-option-lost",
        ERROR,
        "An option of a local volume has no counterpart.",
        "The driver local mounts what type, o and device say. An NFS export, a share of Windows, a path of the host and memory "
        "have a counterpart; a disk of a Docker host stays on that machine. The claim is written without the option and starts "
        "empty. Copy the data into it, or make a PersistentVolume for the disk and declare the volume as external.",
    ),
    Code(
        "T236",
        "share-of-windows",
        WARNING,
        "A volume is a share of Windows, for which the cluster needs a driver.",
        "Kubernetes itself mounts no such shares; the CSI driver for SMB (smb.csi.k8s.io) does, with user name and password "
        "from a Secret. The PersistentVolume is written for that driver. Install it, or move the data.",
    ),
    Code(
        "T237",
        "volume-not-shared",
        WARNING,
        "What all containers of a Docker host shared, each Pod has alone.",
        "A volume of type tmpfs is memory of the machine, in which all containers of the host see the same files. In a cluster "
        "each Pod has memory of its own, which counts towards its limit and is empty at each start. A folder beside the stack "
        "file that a volume binds becomes a claim that starts empty.",
    ),
    Code(
        "T238",
        "driver-replaced",
        NOTE,
        "The configuration says how a volume is kept, in place of its driver.",
        "Drivers and their options are those of the Docker engine. Where translator.yaml has a mode or a StorageClass for the "
        "volume, that counts, and nothing of the driver is needed.",
    ),
)
