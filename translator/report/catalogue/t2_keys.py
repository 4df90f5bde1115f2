"""T201 to T230: keys that have no counterpart, or nothing to say to the application."""

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
        "T207",
        "annotation",
        ERROR,
        "Annotations and label files are not carried over.",
        "annotations are OCI annotations, read by the container runtime, and label_file holds further labels. Neither is "
        "translated. Write the labels below labels, and annotations that the cluster's runtime knows into a template of "
        "your own.",
    ),
    Code(
        "T208",
        "processor-key",
        ERROR,
        "A key about processor time has no field in a Pod, or is not translated.",
        "A container asks for processor time by a request and a limit. Write deploy.resources.limits.cpus and "
        "deploy.resources.reservations.cpus instead. Periods, real-time budgets and fixed processors are settings of the "
        "node: its kubelet has a CPU manager policy.",
    ),
    Code(
        "T209",
        "memory-key",
        ERROR,
        "A key about memory has no field in a Pod, or is not translated.",
        "A container asks for memory by a request and a limit: write deploy.resources.limits.memory and "
        "deploy.resources.reservations.memory. Swap is a setting of the node. Shared memory (shm_size) is a volume in "
        "memory at /dev/shm: write tmpfs: /dev/shm:size=64m. How ready the kernel is to kill a process follows from "
        "requests and limits.",
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
        "Limits and settings of processes have no field in a Pod, or are not translated.",
        "The number of processes is limited for all Pods of a node (podPidsLimit of the kubelet), limits such as open files "
        "come from the container runtime of the node, and kernel settings need securityContext.sysctls and, for most, the "
        "permission of the kubelet. Set them on the nodes, or in the command of the container (ulimit -n) where it may.",
    ),
    Code(
        "T212",
        "device-key",
        ERROR,
        "Devices of the host are not handed to a Pod by their path.",
        "A cluster hands out devices through device plugins, as resources with a name such as nvidia.com/gpu. Install the "
        "plugin, and write its resource into a template of your own. A privileged container sees all devices of its node.",
    ),
    Code(
        "T213",
        "namespace-key",
        ERROR,
        "Sharing namespaces with the host or with another container is not translated.",
        "network_mode, pid, ipc, uts and volumes_from let a container share what belongs to its host or to another "
        "container. In a cluster containers share by standing in one Pod, and a Pod shares with its node by hostNetwork, "
        "hostPID and hostIPC, which open the node to it. The service runs in namespaces of its own instead: write the field "
        "into a template of your own where it must not.",
    ),
    Code(
        "T214",
        "security-key",
        ERROR,
        "The key about rights is not translated.",
        "Profiles of seccomp, AppArmor and SELinux, further groups and credentials are part of the securityContext of a "
        "Pod, with names that only the nodes know. Write them into a template of your own; without them the container runs "
        "with the defaults of the cluster.",
    ),
    Code(
        "T215",
        "runtime-key",
        ERROR,
        "The key about the container runtime is not translated.",
        "init, runtime, platform and stop_signal choose how the runtime starts and stops the container. Put an init program "
        "(tini) and the stop signal (STOPSIGNAL) into the image, choose nodes of the right platform by a placement "
        "constraint, and a runtime by a RuntimeClass.",
    ),
    Code(
        "T216",
        "lifecycle-hook",
        ERROR,
        "Commands that run beside the start and the stop of the container are not translated.",
        "Kubernetes has lifecycle hooks too, but they differ: postStart runs beside the container's own command and its "
        "failure kills the container; both run as the container's user. Put such steps into the image's entrypoint, or into "
        "a template of your own.",
    ),
    Code(
        "T217",
        "outside-name",
        ERROR,
        "A name for something outside of the stack is not translated.",
        "external_links give a container of another stack a name, external (of Alibaba Cloud) an outside address. In a "
        "cluster such a name is a Service: of type ExternalName for a domain, or with an EndpointSlice for an address. Make "
        "that Service beside the stack; without it the name does not resolve.",
    ),
    Code(
        "T218",
        "resolver-key",
        ERROR,
        "Settings of the name resolver are not translated.",
        "Search domains and resolver options are part of a Pod's dnsConfig, where they come on top of the cluster's own, "
        "and a domain name needs a headless Service. Write dnsConfig into a template of your own.",
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
        "interfaces. Where a network was internal, write a NetworkPolicy that denies egress; where traffic was encrypted, "
        "use a plugin or a service mesh that encrypts; where containers joined a network of the house, use a second "
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
        "T222",
        "scale-key",
        ERROR,
        "scale is not translated.",
        "scale is the older spelling of deploy.replicas. Write deploy.replicas, or the label aliyun.scale.",
    ),
    Code(
        "T223",
        "pull-key",
        ERROR,
        "When images are pulled is not translated.",
        "A Pod pulls its image when the node does not have it, and each time for the tag latest. Name images by a tag that "
        "never moves, or by digest, and this is right; otherwise write imagePullPolicy into a template of your own.",
    ),
    Code(
        "T224",
        "provider-key",
        ERROR,
        "What docker compose would provide beside containers does not exist in a cluster.",
        "models, provider and use_api_socket have docker compose start something that is no container of the stack, or hand "
        "it Docker's own socket. Run what is needed as a service, or outside of the cluster, and give its address in "
        "environment.",
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
        "T227",
        "rollback-key",
        ERROR,
        "How an update is rolled back is not translated.",
        "A rollback in Kubernetes is another update: it follows the strategy of the workload, which is made from "
        "update_config. What rollback_config asks for beyond that is lost. Roll back by kubectl rollout undo, or by "
        "applying the former stack.",
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
        "An entry of environment is an order to the scheduler, not a variable.",
        "Standalone Swarm, and Alibaba Cloud after it, read constraint:, affinity:, availability: and reschedule: from the "
        "environment. Such an entry never reached the program, so it does not become a variable, and where the Pod runs is "
        "left to the scheduler. Write the nodeSelector, affinity or topologySpreadConstraints that it stands for into the "
        "manifest. Pods move by themselves when their node fails, so reschedule needs nothing.",
    ),
)
