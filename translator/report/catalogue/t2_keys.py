"""T201 to T230, but for those that are elsewhere: keys that have no counterpart, or nothing to say to the application."""

from translator.report.catalogue import ERROR, NOTE, Code

CODES = (
    Code(
        "T201",
        "unsupported-key",
        ERROR,
        "No row of the support table knows this key.",
        "The key belongs to no version of the Compose file format, or is newer than this program. What it asks for is "
        "unknown, so it is refused and the rest of the service goes on. Correct its spelling or its indentation, remove it, "
        "or move it below an x- key if another program reads it.",
    ),
    Code(
        "T202",
        "not-set",
        NOTE,
        "The value means that the key is not set.",
        "An empty value, or a zero where Docker takes zero for its default, sets nothing; exports of Alibaba Cloud "
        "Container Service are full of such keys (shm_size: 0). The key is ignored and may be removed.",
    ),
    Code(
        "T203",
        "container-log",
        NOTE,
        "Docker's log driver is not used.",
        "In a cluster the kubelet keeps what a container prints, rotates it (containerLogMaxSize and containerLogMaxFiles "
        "of its configuration) and an agent on each node sends it on. A container cannot choose a log driver. Where logs "
        "went to a syslog, fluentd or GELF server, set up the cluster's log agent to send them there.",
    ),
    Code(
        "T204",
        "build-option",
        NOTE,
        "Kubernetes builds no images.",
        "How an image is built is a matter of docker build, before the stack is converted. Build it with these options, "
        "push it to a registry that the nodes can reach, and name it by image or by images.services of translator.yaml.",
    ),
    Code(
        "T205",
        "client-only",
        NOTE,
        "The key speaks to the program that deploys, not to the container.",
        "Some keys tell docker compose what to print or to watch, or repeat what a platform's export knows already. No "
        "container ever sees them, so nothing is lost.",
    ),
    Code(
        "T206",
        "object-label",
        NOTE,
        "Labels of networks, configs and secrets are not carried over.",
        "Such labels exist to filter lists of Docker objects (docker network ls --filter). A network becomes no object in a "
        "cluster, and configs and secrets get the labels by which this program finds them again. If another program reads "
        "the labels, add them to the manifests by a template of your own.",
    ),
    Code(
        "T208",
        "processor-key",
        ERROR,
        "A key about processor time has no field in a Pod.",
        "A container asks for processor time by a request and a limit, and the kubelet alone decides on which processors "
        "and by which scheduler it runs. Write deploy.resources.limits.cpus and deploy.resources.reservations.cpus "
        "instead. With the CPU manager policy static a node gives processors of their own to Pods whose limits equal "
        "their reservations, in whole cores.",
    ),
    Code(
        "T209",
        "memory-key",
        ERROR,
        "A key about memory has no field in a Pod.",
        "A container asks for memory by a request and a limit. How ready the kernel is to kill a process (oom_score_adj) "
        "the kubelet computes from them: a container whose limits equal its reservations is killed last. Write "
        "deploy.resources.limits.memory and deploy.resources.reservations.memory.",
    ),
    Code(
        "T210",
        "obsolete-memory-key",
        NOTE,
        "The key has no effect in Docker either.",
        "Limits of kernel memory were removed from Linux and Docker; a reservation of swap is a key of an export that "
        "Docker never knew; and on hosts with control groups v2 Docker itself discards the switch that keeps the kernel "
        "from killing processes. Set a memory limit that is large enough.",
    ),
    Code(
        "T211",
        "process-limit",
        ERROR,
        "Limits of processes and of disks have no field in a Pod.",
        "The number of processes is limited for all Pods of a node (podPidsLimit of the kubelet), limits such as locked "
        "memory come from the container runtime of the node, and access to disks from the storage. Set them on the nodes, "
        "or in the command of the container (ulimit), which may lower them.",
    ),
    Code(
        "T212",
        "device-key",
        ERROR,
        "Kinds of devices, and options of a device driver, cannot be handed to a Pod.",
        "A cluster hands out devices through device plugins, as resources with a name such as nvidia.com/gpu. The kubelet "
        "opens to a container what the plugin names, and nothing else; a privileged container sees all devices of its "
        "node. Install the plugin of the hardware, and name its resource under nodes.devices of translator.yaml.",
    ),
    Code(
        "T213",
        "namespace-key",
        ERROR,
        "The service asks for a namespace that no Pod can have.",
        "A Pod shares the network, the processes and the shared memory of its node by hostNetwork, hostPID and hostIPC, "
        "and the name of its node only with its network. It always has shared memory, and a view of its control groups of "
        "its own, which the kubelet places by its requests and limits. Windows chooses process isolation alone. What goes "
        "beyond is refused, and the service runs without it.",
    ),
    Code(
        "T214",
        "security-key",
        ERROR,
        "An option about rights has no counterpart.",
        "A container has the fields allowPrivilegeEscalation, seccompProfile, appArmorProfile and seLinuxOptions; masked "
        "folders of /proc, writable control groups and Windows credentials have none, or one that Linux nodes do not "
        "take. A privileged container cannot give up new privileges: the API server refuses the two together. Remove the "
        "option, or write what stands for it into a template of your own.",
    ),
    Code(
        "T215",
        "runtime-key",
        ERROR,
        "The key about the container runtime cannot be carried over.",
        "A runtime is a RuntimeClass, whose name has lower-case letters, digits, hyphens and dots: name it under "
        "nodes.runtimes of translator.yaml. A signal that stops the container is part of the image (STOPSIGNAL).",
    ),
    Code(
        "T216",
        "lifecycle-hook",
        ERROR,
        "A hook of the container cannot have what is asked for it.",
        "The kubelet runs the commands of postStart and preStop as the container runs, with its user and its rights; another "
        "user, or more rights, cannot be said. A hook needs a command. Put such steps into the image's entrypoint, or into a "
        "step of pre_start, which is a container of its own.",
    ),
    Code(
        "T219",
        "fixed-address",
        ERROR,
        "A Pod has no address that is known before it runs.",
        "The network of the cluster gives each Pod an address, another one each time. Let programs use the name of the "
        "service. Where an address is a must, a Service has a stable one (clusterIP), and some network plugins reserve "
        "addresses by annotations of their own.",
    ),
    Code(
        "T220",
        "network-option",
        ERROR,
        "The network option is lost.",
        "A cluster has one network for all Pods, made by its network plugin; a stack cannot choose its driver, options or "
        "interfaces. Where a network was internal, write networks: {policies: true} in translator.yaml; where traffic was "
        "encrypted, use a plugin or a service mesh that encrypts; where containers joined a network of the house, use a second "
        "interface (Multus) or the network of the node.",
    ),
    Code(
        "T221",
        "network-detail",
        NOTE,
        "The detail of a Docker network has no meaning in a cluster.",
        "Subnets, gateways, priorities and whether others may attach belong to a Docker network. Pods have one interface on "
        "the network of the cluster, and names, not addresses, lead from one to another.",
    ),
    Code(
        "T224",
        "provider-key",
        ERROR,
        "What docker compose would provide beside containers does not exist in a cluster.",
        "provider has docker compose call a program of its own machine, which starts something that is no container and gives "
        "variables to the services that depend on it; nothing does so for a Pod. Call the program once, and write what it "
        "gives into environment. use_api_socket hands out Docker's own socket, which the nodes of a cluster do not have: a "
        "program there asks the API server, with the rights of a ServiceAccount. A model that is called must stand below the "
        "top-level models.",
    ),
    Code(
        "T225",
        "mount-option",
        ERROR,
        "The option of a mount is not translated.",
        "A mount in a Pod has a path, a sub-path, a propagation and whether it is read-only. Drivers of volumes are chosen "
        "by a StorageClass. What else is asked for is lost.",
    ),
    Code(
        "T226",
        "mount-hint",
        NOTE,
        "The option of a mount speaks to the Docker host alone.",
        "cached, delegated and consistent tune how Docker Desktop shares files with its virtual machine, and z and Z have "
        "Docker relabel files for SELinux. Neither changes what the container sees. On nodes with SELinux the kubelet "
        "labels volumes itself; files below a hostPath must carry the right label already.",
    ),
    Code(
        "T228",
        "driver-key",
        ERROR,
        "Drivers of configs and secrets are not translated.",
        "A secret driver fetches the value when a task starts, and a template driver fills in names of the task. A cluster "
        "does neither by itself: use an operator that fetches secrets, or make the value before converting.",
    ),
    Code(
        "T229",
        "platform-key",
        ERROR,
        "The key of Alibaba Cloud Container Service is not translated.",
        "The platform had keys of its own beside those of Compose. The message says which one this is and what to write "
        "instead.",
    ),
    Code(
        "T230",
        "scheduling-entry",
        ERROR,
        "An entry of environment is an order to the scheduler that cannot be read.",
        "Standalone Swarm, and Alibaba Cloud after it, read constraint:, affinity:, availability: and reschedule: from the "
        "environment. Such an entry never reached the program, so it does not become a variable; it becomes an affinity or a "
        "spread over zones. This one is not in the grammar, KIND:WHAT==VALUE or KIND:WHAT!=VALUE with a ~ behind the sign for "
        "what is only preferred, so nothing is written for it.",
    ),
)
