"""T400, T405 to T420, T438 and T439: load balancers of Alibaba Cloud, names that end in .local, ALB."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T400",
        "alb-reaches-pods",
        NOTE,
        "An ALB instance calls Pods by their own addresses.",
        "The back ends of the routes are Services of type ClusterIP, behind which ALB finds the addresses of the Pods. It "
        "reaches these where the network plugin of the cluster is Terway. With Flannel its back ends must be Services of type "
        "NodePort or LoadBalancer: choose nginx there (exposure: {ingress_class: nginx}).",
    ),
    Code(
        "T405",
        "unknown-load-balancer",
        ERROR,
        "The id of a load balancer is not known.",
        "The label names an instance by its name. A Service is bound to an instance by its id, and no annotation looks a "
        "name up: one that gives a name makes a new instance. The console shows the id; write it into translator.yaml: "
        "load_balancers: {NAME: lb-...}.",
    ),
    Code(
        "T406",
        "shared-load-balancer",
        ERROR,
        "Two services have one load balancer.",
        "Container Service forbade it, since it deleted the back ends of one when it wrote those of the other. Here too the "
        "instance has one owner: two Services would write the same listeners. Give each service an instance of its own, or "
        "one route for both.",
    ),
    Code(
        "T407",
        "listener-left-alone",
        WARNING,
        "Listeners that the instance has already are left as they are.",
        "force-override-listeners is false, so that converting cannot seize the listener that still serves the old cluster. "
        "On a port that has no listener yet, one is made. For a port that has one, either move the traffic by hand (a "
        "vServer group with the nodes of both clusters, weights in steps), or say override: true for the instance in "
        "translator.yaml, which gives the listener to the Service the moment it is applied.",
    ),
    Code(
        "T408",
        "listener-taken-over",
        WARNING,
        "Listeners of the instance are taken over when the Service is applied.",
        "The configuration says override: true for the instance. Whatever its listeners at these ports serve now is cut off "
        "at that moment, the old cluster included. Apply outside of busy hours, after the new Pods are ready.",
    ),
    Code(
        "T409",
        "listener-without-certificate",
        ERROR,
        "An https listener has no certificate.",
        "The certificate of the old listener was chosen at the instance and is not in the stack. A Service names it by its "
        "id in Alibaba Cloud: load_balancers: {NAME: {id: lb-..., certificate: ID}} in translator.yaml.",
    ),
    Code(
        "T410",
        "other-load-balancer",
        WARNING,
        "The cluster makes a load balancer of its own, since it is not Alibaba Cloud's.",
        "Instances of Alibaba Cloud can be bound on ACK only. Here a Service of type LoadBalancer has the same front ports; "
        "the cluster's cloud decides on its address, and whether that is on the internet. http and https are tcp for it.",
    ),
    Code(
        "T416",
        "nlb-differs",
        WARNING,
        "A network load balancer passes http on as tcp.",
        "NLB knows tcp, udp and tcpssl. An http listener becomes tcp and https becomes tcpssl: requests arrive, but without "
        "the header x-forwarded-for, and without checks of http. Keep a CLB (kind: clb) where programs read that header.",
    ),
    Code(
        "T418",
        "local-name",
        WARNING,
        "A name that ends in .local is answered inside the cluster.",
        "The routing containers answered such names at port 80. Here a Service NAME-local has port 80. The name itself has a "
        "dot, which no Service can have; it is found by the search path of every Pod (svc.cluster.local), which makes "
        "NAME.local the Service NAME in a namespace called local: one of type ExternalName stands there. All stacks of a "
        "cluster share that namespace, so it is not written with any of them, and has to be created once. "
        "exposure.local_names: coredns chooses a rewrite in the cluster's DNS instead, whose lines are printed.",
    ),
    Code(
        "T419",
        "local-name-with-path",
        WARNING,
        "A name that ends in .local leads to its service for every path.",
        "The router sent requests of one path to the service and knew nothing of the others. A Service knows no paths, so "
        "all requests to the name reach the service, which answers what it does not know by itself. Remove the path.",
    ),
    Code(
        "T420",
        "local-name-by-dns",
        WARNING,
        "The cluster's DNS must be told of a name that ends in .local.",
        "exposure.local_names is coredns. The help line is the rewrite: add it to the Corefile in the ConfigMap coredns of "
        "the namespace kube-system, before the plugin kubernetes. Until then programs that call the name find nothing.",
    ),
    Code(
        "T438",
        "tcp-port-published",
        WARNING,
        "A TCP port of the custom proxy gets a load balancer of its own.",
        "The proxy listened at the port on every node; here a Service of type LoadBalancer does so. Where the proxy has an "
        "aliyun.lb label for the port, the Service is bound to that instance; otherwise the cloud makes a new one, whose "
        "address clients must be told.",
    ),
    Code(
        "T439",
        "load-balancer-of-proxy",
        WARNING,
        "The load balancer of the custom proxy must lead to the Ingress controller.",
        "Its listener passed http to the proxy; the Ingress controller does that work now and has a Service of its own. Bind "
        "that Service to the instance by the annotation alibaba-cloud-loadbalancer-id, or move the listener by hand, when "
        "the new routes work.",
    ),
    Code(
        "T499",
        "alb-without-zones",
        ERROR,
        "A new ALB instance needs vSwitches in two zones.",
        "exposure.alb describes a new instance, which is refused by the cloud unless it lies in two zones at least. Name a "
        "vSwitch of each zone under vswitches, or give the id of an instance that exists.",
    ),
)
