"""T401 to T449: names, templates, Services, Ingresses, and objects made of files."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T401",
        "renamed",
        NOTE,
        "A name had to change, because Kubernetes does not take it.",
        "Names of objects become DNS names: lower-case letters, digits and hyphens, a letter first, at most 63 characters. "
        "Capitals are lowered, other characters become hyphens, and what is cut ends in a hash. Every reference in the stack "
        "follows. Programs that call the service by its old name, in their code or their own configuration, must be changed: "
        "such a name can never be looked up inside a cluster. Capitals alone do no harm, since DNS ignores them.",
    ),
    Code(
        "T402",
        "name-collision",
        ERROR,
        "Two names become one in Kubernetes.",
        "Compose tells my_app, my.app and My-App apart; Kubernetes has one name for all of them, my-app. The one whose name "
        "needs no change is kept, or else the first; the other is refused and has no objects. Rename it in the stack file.",
    ),
    Code(
        "T403",
        "template-fault",
        ERROR,
        "A template cannot be laid out.",
        "Templates give structure and no text: each {{ value }} stands alone where a value belongs, prints a value of the "
        "view, and is filled in with its origin. Values are never glued to other text, quoted, used as keys or computed "
        "in the template; mappings with free keys are printed with {{ mapping(pairs) }}, lists with {{ items(values) }}, parts "
        'with {{ part("_name.yaml.j2", x=...) }}. The line is that of the template. Built-in templates never have such a '
        "fault; if one is named here, please report it.",
    ),
    Code(
        "T404",
        "renamed-name-called",
        WARNING,
        "A program is told to call a service by a name that no cluster answers.",
        "The service was renamed (see T401), or the name is one that Docker makes up, such as STACK_SERVICE, and this value of "
        "the environment or word of a command still has it. Values are the program's own, so they are rewritten only where "
        "translator.yaml says references: rewrite. Or change the value to the new name; it works in Swarm too if the service "
        "is renamed there, or given the new name as a network alias.",
    ),
    Code(
        "T411",
        "alias-not-a-name",
        ERROR,
        "An alias cannot be the name of a Service.",
        "Every alias of a network or a link becomes a Service, whose name is one label of DNS: letters, digits and hyphens, a "
        "letter first, at most 63 characters. A name with an underscore or a dot cannot be looked up inside a cluster. Use "
        "another alias, or the service's own name, in the programs that call it.",
    ),
    Code(
        "T412",
        "container-name-not-a-name",
        WARNING,
        "A container_name or hostname cannot be looked up in Kubernetes.",
        "Docker's DNS answers to container names (and the old platform's to host names) as well as to service names. This one "
        "is no DNS label, so no Service can bear it. Most stacks give container names for the looks of `docker ps`, so the "
        "service goes on without; if a program calls it by this name, let it call the service's own name.",
    ),
    Code(
        "T413",
        "ambiguous-name",
        ERROR,
        "One name means different services to different callers.",
        "Docker looks up a network alias within one network, and a link alias within one container; so the same alias may lead "
        "to one service from here and to another from there. A Kubernetes namespace has one set of names for everybody. The "
        "alias is refused and no Service has it, or only the service whose own name it is. Give each service a name of its own "
        "and tell it to its callers.",
    ),
    Code(
        "T414",
        "container-name-taken",
        WARNING,
        "A container_name or hostname is also the name of another service.",
        "The name goes to the service whose own name or alias it is. Docker would have mixed the addresses of both under it, "
        "which is hardly ever meant. Call the container's service by its own name.",
    ),
    Code(
        "T415",
        "hostname-not-called",
        NOTE,
        "A hostname is known to the container itself alone.",
        "Docker's DNS does not answer to hostname, except on the old platform of Alibaba Cloud; it is what the container finds "
        "in /etc/hostname. The Pod has it, and no Service does. Use a network alias for a name that others call.",
    ),
    Code(
        "T421",
        "bad-port-name",
        NOTE,
        "A port's name or application protocol is not one that Kubernetes takes.",
        "A port name has at most 15 lower-case letters, digits and single hyphens, at least one letter, and is unique in its "
        "Service. The port is there, under an invented name such as tcp-8080.",
    ),
    Code(
        "T422",
        "known-ports-only",
        NOTE,
        "A service answers inside the cluster at its known ports only.",
        "Swarm's virtual address forwarded every port; a Kubernetes Service forwards those that it lists. They are gathered "
        "from ports, expose, the healthcheck, probes, routes, and mentions such as NAME:PORT in the environment and the "
        "commands of the stack. Ports that only the image knows cannot be seen: list them under expose.",
    ),
    Code(
        "T423",
        "no-known-port",
        NOTE,
        "No port of a service is known, so its name leads straight to its Pods.",
        "A Kubernetes Service must list its ports, unless it is headless: then the name gives the addresses of the Pods, and "
        "every port answers. Callers that keep the address they were given see it change when a Pod is replaced. List the "
        "ports under expose to have one lasting address.",
    ),
    Code(
        "T424",
        "random-port",
        NOTE,
        "A port without a published port is reached inside the cluster only.",
        "Docker publishes such a port at a free port of the node, a different one at each start; nobody can rely on it. Write "
        "PUBLISHED:TARGET where the port is to be reached from outside.",
    ),
    Code(
        "T425",
        "loopback-port",
        NOTE,
        "A port published at the loopback address is reached inside the cluster only.",
        "127.0.0.1 and ::1 are for programs on the node itself, usually for its administrator. Nothing is opened on the nodes; "
        "kubectl port-forward opens the port on the administrator's machine.",
    ),
    Code(
        "T426",
        "publishing-disabled",
        NOTE,
        "The configuration says that published ports are not published.",
        "exposure.published (or exposure.services for one service) is none. The service is reached inside the cluster, and "
        "through an Ingress where it has routes.",
    ),
    Code(
        "T427",
        "node-port",
        WARNING,
        "Published ports are node ports that the cluster chooses.",
        "Swarm opened the published port itself on every node. Kubernetes opens a port from 30000 to 32767, chosen by the "
        "cluster so that stacks do not collide; the Service NAME-published has it, and kubectl get service shows it. A "
        "published port of that range stays itself, unless another service of the stack has it already. A LoadBalancer keeps "
        "every published port: set exposure.published, or exposure.services for one service. That is not the default, because "
        "a database must not become public by being converted.",
    ),
    Code(
        "T428",
        "host-address",
        WARNING,
        "A port published at one address is published at every address of the nodes.",
        "A Service cannot be bound to an address of a node. Limit the callers by a NetworkPolicy, by the nodes' firewall, "
        "or by loadBalancerSourceRanges.",
    ),
    Code(
        "T429",
        "tasks-name-called",
        WARNING,
        "A program is told to call tasks.NAME, which no cluster answers.",
        "In Swarm tasks.NAME gives the addresses of a service's tasks instead of its virtual address. The headless Service "
        "tasks-NAME gives the same; a name with a dot cannot be a Service. The value is the program's own and is not "
        "rewritten: write tasks-NAME there.",
    ),
    Code(
        "T430",
        "port-at-two-addresses",
        ERROR,
        "A service publishes one port twice.",
        "Docker can publish a port at one address of the node to one container port, and at another address to another. A "
        "Service has each port once and no addresses of nodes. Publish one of the two at another port.",
    ),
    Code(
        "T431",
        "local-host-name",
        ERROR,
        "A routing target with a .local host cannot be answered inside the cluster.",
        "Hosts that end in .local were answered by the routing containers at port 80, for consumers that listed the name under "
        "external_links. Here an alias answers, which must say in which namespace the service is (target.namespace), and which "
        "knows neither https nor paths. The search path of Pods finds names with one part before .local; for others choose "
        "exposure.local_names: coredns, or call the service by its own name and container port.",
    ),
    Code(
        "T432",
        "no-domain",
        ERROR,
        "A routing prefix needs the domain of the cluster.",
        "A target without a dot, such as shop, was completed with the old cluster's own test domain, which ends with that "
        "cluster. Say in translator.yaml under which domain the new cluster is reached: exposure: {domain: apps.example.com}; "
        "shop is then shop.apps.example.com. No rule is written until then, since a rule with an invented host would answer "
        "nobody or the wrong ones.",
    ),
    Code(
        "T433",
        "bad-route-host",
        ERROR,
        "The host of a route is not a name that DNS can have.",
        "An Ingress takes hosts of lower-case letters, digits, hyphens and dots, at most 253 characters.",
    ),
    Code(
        "T434",
        "no-certificate",
        ERROR,
        "An https route has no certificate.",
        "The certificate lay in the load balancer of the old cluster and is not part of the stack. Create a Secret of type "
        "kubernetes.io/tls with it (kubectl create secret tls NAME --cert=FILE --key=FILE), and give the host and the Secret's "
        "name under exposure.tls in translator.yaml; *.example.com stands for all hosts one level below.",
    ),
    Code(
        "T435",
        "route-to-two-ports",
        ERROR,
        "One host and path leads to two ports of one service.",
        "The old router shared the load over both ports. An Ingress sends a path to one port of a Service. Keep one.",
    ),
    Code(
        "T436",
        "port-in-two-shares",
        ERROR,
        "A port takes part in two groups of services that share a route at different ports.",
        "Services that share a route and listen at different ports are joined by a port name that all of them give the port. A "
        "port has one name, so it can be part of one such group. Let the services listen at one port, or carry the same "
        "targets.",
    ),
    Code(
        "T437",
        "no-ingress-class",
        NOTE,
        "No Ingress class is given.",
        "The default class of the cluster serves the Ingresses; in a cluster without one, nothing does. Say which in "
        "translator.yaml: exposure: {ingress_class: nginx}.",
    ),
    Code(
        "T441",
        "external-file",
        WARNING,
        "An external config or secret must be a ConfigMap or Secret with a known key.",
        "Swarm keeps one file under the name of a config or secret; a ConfigMap or Secret keeps several, each under a key. The "
        "Pods mount the key that has the name of old. So is the object called, or, where Kubernetes takes no such name, with "
        "hyphens for underscores and in small letters. Create it before the stack is applied; the command is given.",
    ),
    Code(
        "T442",
        "bad-external-name",
        ERROR,
        "The name of an external config or secret is none that Kubernetes takes.",
        "Names of objects are lower-case letters, digits, hyphens and dots, and this one has no letter or digit at all. Create "
        "the object under another name, and name it in translator.yaml under files.",
    ),
    Code(
        "T443",
        "oversize-file-object",
        ERROR,
        "A config or secret is larger than an object can be.",
        "The API server takes at most 1 MiB of data in a ConfigMap or Secret. Put the file into the image, or on a volume.",
    ),
)
