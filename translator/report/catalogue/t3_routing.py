"""T340 to T359: labels of routing, load balancers and the custom proxy, and outside services."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T340",
        "listener-without-port",
        ERROR,
        "The container port of a load balancer label does not stand in ports.",
        "In Container Service the load balancer reached a container through a port of the host, so the container port had to "
        "be mapped in ports; without it the label never worked. Nothing is written for it, since a guess could open a port "
        "that nobody served. Add the mapping; the port of the host itself has no part in the output.",
    ),
    Code(
        "T341",
        "reserved-host-port",
        ERROR,
        "A port of the host is one that the old cluster used itself.",
        "9080 belonged to the routing containers, 2376 to the Docker daemon and 3376 to the Swarm manager: Container Service "
        "published no service there, and a listener that leads there serves the cluster, not the service. Map the container "
        "port to another port of the host.",
    ),
    Code(
        "T342",
        "duplicate-listener",
        ERROR,
        "One front port of a load balancer is given to two container ports.",
        "A listener passes requests on to one port. The first one, in the order of the labels' names, is written. tcp and "
        "udp may share a number.",
    ),
    Code(
        "T343",
        "setting-without-route",
        NOTE,
        "A setting of a router stands at a service that has no route for it.",
        "Stickiness, weights, compression and the like say how requests are passed on; without a routing label, or an "
        "address of the custom proxy, none are. In Container Service the label had no effect either. If the route was "
        "refused, correct that first.",
    ),
    Code(
        "T344",
        "proxied-service-without-port",
        ERROR,
        "The custom proxy's addresses lead to a service whose ports are not known.",
        "The proxy asked the Docker daemon for the ports of the image; a stack file does not have them. Name the container "
        "port in ports or expose.",
    ),
    Code(
        "T345",
        "proxied-port-chosen",
        WARNING,
        "One of several ports is taken for the custom proxy's addresses.",
        "The proxy spread requests over all TCP ports of a service, also over such as spoke something else; an Ingress leads "
        "to one. It is 80 where that is among them, else the lowest. aliyun.proxy.EXCLUDE_PORTS names the ports that are not "
        "meant.",
    ),
    Code(
        "T346",
        "link-to-routed-host",
        WARNING,
        "A link gives the router of the old cluster the name of a host that an Ingress of the stack serves.",
        "Such a link made the programs of the stack reach the host by the proxy inside the cluster. The host is one of an "
        "Ingress now: the name is found in DNS like by any client, and the request goes through the Ingress controller. "
        "Where it must not leave the cluster, or the host is not in DNS, a rewrite in the cluster's own DNS leads it to the "
        "controller's Service.",
    ),
    Code(
        "T347",
        "haproxy-setting",
        ERROR,
        "A setting of HAProxy has no counterpart.",
        "The custom proxy passed these labels on to its HAProxy. Each Ingress controller has settings of its own, mostly "
        "annotations; find the one that does the same. Health checks are probes of the service (healthcheck, "
        "aliyun.probe.url). Variables of the proxy that kept clients out, by a password (HTTP_BASIC_AUTH) or a certificate "
        "(CA_CERT), are refused too, since all would be let in without them.",
    ),
    Code(
        "T348",
        "local-link",
        NOTE,
        "An external link to a .local name needs no object.",
        "In the old cluster a name that ended in .local was found only where external_links listed it. In Kubernetes every "
        "Pod finds it by its search path, once the stack with that routing target is in the cluster: see "
        "aliyun.routing.port_PORT.",
    ),
    Code(
        "T349",
        "bad-external-service",
        ERROR,
        "external does not say where the outside service is.",
        "external needs a host, which is a name or an address, and may have ports; an address needs them, since a Service "
        "that leads to an address lists its ports. Example: external: {host: db.example.com, ports: [3306]}.",
    ),
    Code(
        "T350",
        "stickiness-differs",
        WARNING,
        "Clients are kept at a container by rules that differ a little from the old ones.",
        "The old router's cookie lived for eight hours at most and thirty minutes after the last request. nginx gives a "
        "cookie a life from its making alone, so it has eight hours; ALB counts from the last request, so it has thirty "
        "minutes. Cookies of an application are not learned. A client whose container is gone gets another one, as before.",
    ),
    Code(
        "T351",
        "controller-unknown",
        ERROR,
        "The Ingress controller has no known annotation for a setting.",
        "Stickiness, redirects, balancing and the like are not part of the Ingress itself: each controller has annotations "
        "of its own. Those of nginx and ALB are known. Say which controller serves the class by exposure.controller in "
        "translator.yaml, or write the annotation of another one by hand.",
    ),
    Code(
        "T352",
        "proxy-replaced",
        NOTE,
        "The custom proxy is left out, because Ingresses do its work.",
        "acs/proxy is an HAProxy that reads the aliyun.proxy.* labels of the services from the old cluster's API. Here those "
        "labels became rules of an Ingress, which the cluster's own controller serves, and Services for TCP ports. Its "
        "service, its settings and its host ports are not written. What it did beyond that, such as EXTRA_FRONTEND_SETTINGS, "
        "must be set at the Ingress controller.",
    ),
    Code(
        "T353",
        "proxy-setting-unknown-to-router",
        WARNING,
        "A setting of the custom proxy means little to the router of the cluster.",
        "nginx sorts rules by itself: exact hosts before wildcards, long paths before short ones, which is what the weights "
        "were mostly for. It counts no connections, so leastconn becomes ewma. ALB compresses by its listener. A host name of "
        "the proxy has no counterpart: the Ingress controller stands outside of the stack, and is found by the hosts that it "
        "serves.",
    ),
    Code(
        "T354",
        "compression-by-snippet",
        WARNING,
        "Compression is asked for by a snippet, which the controller must allow.",
        "ingress-nginx has no annotation for compression. The snippet works where allow-snippet-annotations is on, which it "
        "is not by default, and where annotations-risk-level is Critical. Otherwise set use-gzip and gzip-types in the "
        "controller's ConfigMap, which holds for all hosts, and remove the label.",
    ),
    Code(
        "T355",
        "wildcard-narrower",
        WARNING,
        "A wildcard host stands for one name only.",
        "In HAProxy *.example.com took a.b.example.com too; in an Ingress the wildcard is one part of the name. Add the "
        "deeper names as hosts of their own where they are used.",
    ),
    Code(
        "T356",
        "alb-order",
        NOTE,
        "Rules of ALB have numbers, since they are asked in an order.",
        "ALB asks the rules of all Ingresses of an instance one after the other, and the first that fits has the request. "
        "Small numbers in the annotation alb.ingress.kubernetes.io/order come first, then names as in the alphabet. Where "
        "that would ask a wide rule before a narrow one (/ before /api, *.example.com before www.example.com), or where the "
        "labels give weights, the Ingresses have numbers, which must be their own at the instance.",
    ),
    Code(
        "T357",
        "outside-name",
        NOTE,
        "A service of the stack is a name for something outside.",
        "A host name becomes a Service of type ExternalName, an alias in DNS: programs call the same name, at the outside "
        "service's own port, and TLS or virtual hosts see the name that was called. An address becomes a Service with an "
        "EndpointSlice, at the ports that are listed.",
    ),
    Code(
        "T358",
        "unknown-external-link",
        ERROR,
        "An external link leads to something that is not in this stack.",
        "external_links named a container or a routing name of another stack of the old cluster. A name in this stack, and a "
        ".local name, is found here; where another one is, only its people know. Write a service with external: {host: ...} "
        "for it, or have its programs call the Service by NAME.NAMESPACE.",
    ),
    Code(
        "T393",
        "any-value-redirects",
        WARNING,
        "aliyun.proxy.FORCE_SSL redirects to https whatever its value.",
        "The custom proxy looked only whether the label was there: with the value false it sent clients of http on to https as "
        "well. The Ingress does what the proxy did. Remove the label where clients of http are to stay.",
    ),
    Code(
        "T394",
        "controller-certificate",
        WARNING,
        "https for every host is served with the Ingress controller's own certificate.",
        "The address https://* of the custom proxy took every host, with the proxy's certificate. The tls block of an Ingress "
        "names hosts, so for others the controller shows a certificate of its own, which clients do not trust until it is told "
        "of another: ingress-nginx by its option --default-ssl-certificate, ALB by the default certificate of its listener.",
    ),
    Code(
        "T359",
        "release-unusable",
        WARNING,
        "A release of the configuration fits no route.",
        "exposure.releases names a new service and the one that it replaces, which share a route: both carry one target, and "
        "nobody else does. The controller must be nginx or ALB. Clients cannot be kept at a container meanwhile. Without "
        "such a route, all services of a target share its load by the number of their Pods.",
    ),
)
