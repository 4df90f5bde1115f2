"""T464 to T486: what stands in a Pod, volumes aside."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T464",
        "request-equals-limit",
        NOTE,
        "A limit without a reservation reserves the whole limit.",
        "Swarm reserves nothing for a service that has limits alone. Kubernetes takes the limit for the request, so fewer "
        "Pods fit on a node. Write deploy.resources.reservations, or request a part of every limit with resources: "
        "{request_ratio: 0.5} in translator.yaml.",
    ),
    Code(
        "T465",
        "reservation-above-limit",
        ERROR,
        "A service reserves more than it may use.",
        "The API server refuses a request above its limit. Lower the reservation or raise the limit; zero means not set.",
    ),
    Code(
        "T466",
        "rounded",
        WARNING,
        "A value is finer than Kubernetes counts, and was rounded up.",
        "Docker keeps durations in thousand-millionths of a second and processor time in thousand-millionths of a core. "
        "Probes and grace periods of Kubernetes are whole seconds, and processor time is thousandths of a core.",
    ),
    Code(
        "T467",
        "bad-variable-name",
        ERROR,
        "A variable has a name that Kubernetes does not take.",
        "Names of variables have letters, digits, hyphens, underscores and dots, and no digit first. Docker takes any name "
        "without an equals sign. Rename the variable in the stack file and in the program.",
    ),
    Code(
        "T468",
        "unknown-template",
        ERROR,
        "A Go template of Swarm names something that a Pod does not know.",
        "Swarm fills in {{.Node.Hostname}}, {{.Task.Name}} and the like. A Pod knows the name of its node, its own name and "
        "identity, and in a StatefulSet its number; not the identities of Swarm's objects, nor labels. As text it would "
        "reach the program, so the variable is left out. Write the value itself.",
    ),
    Code(
        "T469",
        "template-differs",
        WARNING,
        "A Go template of Swarm is filled in with something that differs a little.",
        "Slots count from 1 and numbers of Pods from 0; Swarm puts the stack's name before the service's; a global service "
        "has the identity of its node where the name of the node is written. See that the program does not rest on the "
        "difference.",
    ),
    Code(
        "T470",
        "probe-of-image",
        ERROR,
        "A health check relies on the HEALTHCHECK of the image.",
        "Docker takes the test from the image where the stack file has none. Kubernetes does not look into the image. Write "
        "the test of the image under healthcheck.test; docker image inspect shows it.",
    ),
    Code(
        "T471",
        "second-host-port",
        ERROR,
        "A port of a container is to be two ports of the node.",
        "Server-side apply tells the ports of a container apart by number and protocol, so each can have one hostPort. The "
        "first is written. Publish the other through Swarm's balancer (mode: ingress), which becomes a Service.",
    ),
    Code(
        "T472",
        "service-variables",
        NOTE,
        "A service reads the variables of its links, so it gets those of every Service.",
        "Docker's legacy links injected variables such as REDIS_PORT_6379_TCP_ADDR. Kubernetes injects the same for every "
        "Service of the namespace that exists when the Pod starts (enableServiceLinks). It is switched on only where a "
        "command, variable or health check names one. Calling the service by its name needs none.",
    ),
    Code(
        "T473",
        "two-probes",
        WARNING,
        "A service has a health check and aliyun.probe labels.",
        "A container has one readiness probe. The labels decide it; the health check still restarts the container in the "
        "swarm dialect. Keep one of the two.",
    ),
    Code(
        "T474",
        "named-user",
        ERROR,
        "A user or group is a name, and Kubernetes takes numbers.",
        'Only the image knows which number a name has. Run its id command to see it, and write user: "1000:1000", or '
        "say in translator.yaml which number a name has: users: {www-data: 33:33}, groups: {video: 44}. Without a user the "
        "image's own counts; the one name that is the same everywhere is root.",
    ),
    Code(
        "T475",
        "unknown-capability",
        ERROR,
        "A capability has a name that the kernel does not know.",
        "The container runtime would refuse to start the container. Names are those of capabilities(7), with or without CAP_ "
        "first, or ALL.",
    ),
    Code(
        "T476",
        "bad-pod-host",
        ERROR,
        "A host name or an address cannot be written into a Pod.",
        "extra_hosts become hostAliases, which take IP addresses and DNS names; host-gateway names the Docker host, which a "
        "Pod does not have. dns takes up to three addresses. Write addresses, and names of lower-case letters, digits, "
        "hyphens and dots.",
    ),
    Code(
        "T477",
        "dns-differs",
        WARNING,
        "A DNS server is asked after the cluster's own.",
        "Docker's resolver answers for services and asks the given servers for everything else. In Kubernetes the cluster's "
        "resolver comes first, and the next server is asked only when it does not answer at all. dnsPolicy None would lose "
        "the names of the services. For names that only the given server knows, let the cluster's DNS forward their zone to "
        "it.",
    ),
    Code(
        "T478",
        "hostname-differs",
        WARNING,
        "A container finds another host name than the stack says.",
        "The host name of a Pod is one DNS label: no dots, no underscores, no capitals. Pods of a StatefulSet are named by "
        "their number. A service with a health check that calls itself by its own name finds its own Pod under it, since the "
        "Service of that name leads to Pods that are ready. See whether the program rests on its host name (a cluster member's "
        "name, a license).",
    ),
    Code(
        "T479",
        "constraint-without-label",
        ERROR,
        "A placement constraint or preference names something that no label of a Kubernetes node says.",
        "Identities, addresses and roles of Swarm nodes mean nothing in another cluster. Give the nodes a label and map the "
        "word to it in translator.yaml: nodes: {labels: {WORD: example.com/label}, hostnames: {SWARM: NODE}}.",
    ),
    Code(
        "T480",
        "node-label-assumed",
        WARNING,
        "A placement rests on node labels that nobody vouches for.",
        "Labels of Swarm nodes are taken for labels of Kubernetes nodes with the same key, host names for node names, "
        "managers for the control plane. Where no node has the label, the Pod stays Pending. Label the nodes, or map the "
        "words in translator.yaml under nodes.",
    ),
    Code(
        "T481",
        "too-many-per-node",
        ERROR,
        "max_replicas_per_node above 1 has no counterpart.",
        "One Pod a node is a required anti-affinity. Two or more are not: a topology spread constraint bounds the difference "
        "between nodes, not the number on one. Requests of resources are the usual way to bound it.",
    ),
    Code(
        "T483",
        "label-of-another-program",
        ERROR,
        "A label is an instruction to another program, which would not find it in Kubernetes.",
        "Routers, schedulers and updaters read labels from the Docker API. Copied to an annotation, nobody would follow it, "
        "and what it asked for would be lost in silence. Write the object that says the same in Kubernetes; the finding "
        "names it.",
    ),
    Code(
        "T484",
        "bad-annotation-key",
        ERROR,
        "A label has a key that Kubernetes does not take.",
        "Keys of annotations have up to 63 letters, digits, hyphens, underscores and dots, after an optional DNS name and "
        "one slash. Rename the label if a person or program needs it.",
    ),
    Code(
        "T485",
        "log-store-differs",
        WARNING,
        "Logs are collected otherwise than on Container Service.",
        "On ACK the collector of Log Service reads variables of the container, and the Logstore is called by the name alone, "
        "in lower case and with hyphens for underscores, no longer acslog-STACK-NAME: readers, alarms and dashboards have to "
        "move. Other clusters have agents of their own that collect the standard output.",
    ),
    Code(
        "T486",
        "log-folder-hidden",
        WARNING,
        "The folder of a collected log file is an empty volume.",
        "The collector sees files only in volumes, so a folder that lies in none becomes one. It hides what the image has "
        "there, and lives as long as the Pod.",
    ),
)
