"""T372 to T375, and T386 to T391: numbers of containers that something else sets, by use or by the time of day."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T372",
        "scaling-without-request",
        ERROR,
        "A service scales by percent of a resource that it does not request.",
        "A HorizontalPodAutoscaler counts in percent of what the container requests; without a request it never "
        "scales. Write mem_limit or cpu_shares, deploy.resources.reservations, or a default for all services in "
        "translator.yaml: resources: {cpu_request: 100m, memory_request: 128Mi}.",
    ),
    Code(
        "T373",
        "scaling-down-differs",
        WARNING,
        "Pods are taken away by another rule than the lower bound of Container Service.",
        "Container Service had two bounds: containers were added above the upper one, taken away below the lower "
        "one. A HorizontalPodAutoscaler has one target, the upper bound, and takes Pods away when the rest can carry "
        "the load without passing it. The lower bound therefore decides only whether anything is taken away at all. "
        "Watch the number of Pods, and set behavior.scaleDown by hand where it moves too much.",
    ),
    Code(
        "T374",
        "scaling-without-effect",
        NOTE,
        "A number of containers, or a label of scaling, has no effect.",
        "Where a HorizontalPodAutoscaler scales a workload it owns the number of replicas, and a number written "
        "beside it would undo its work at each apply. A service that runs on every node, and a Job, are not scaled. "
        "Bounds without an upper bound of processor time or memory never add a container. Remove what has no effect.",
    ),
    Code(
        "T375",
        "scaling-bounds-contradict",
        ERROR,
        "The bounds of scaling contradict each other.",
        "aliyun.auto_scaling.min_instances must not be above max_instances (10 where none is written), nor a lower "
        "bound of a resource reach its upper bound. What Container Service did with them is not documented. Correct "
        "one of the two.",
    ),
    Code(
        "T386",
        "scaling-by-time",
        ERROR,
        "The configuration scales a service at times of the day, and nothing can.",
        "ack.services.NAME.cron_scaling becomes a CronHorizontalPodAutoscaler of a Deployment, a StatefulSet or a "
        "HorizontalPodAutoscaler on ACK. A DaemonSet and a Job have no number of Pods that it could set, and a schedule has "
        "six fields, each in its range. Correct it, or remove it there.",
    ),
    Code(
        "T387",
        "replicas-left-out",
        WARNING,
        "A number of replicas is not written, and the workload begins with fewer.",
        "An autoscaler, or one of the sizes by time of day (ack.services.NAME.cron_scaling), owns the number of Pods, and a "
        "number in the manifest would undo its work at each apply. So none is written, and the workload begins with the least "
        "number of the autoscaler, or with one Pod until the first of the times. Where that is too few for the first hour, "
        "set the number by hand after the first apply.",
    ),
    Code(
        "T389",
        "scale-above-bound",
        WARNING,
        "A service had more containers than its autoscaler allows.",
        "aliyun.scale says how many containers there are, aliyun.auto_scaling.max_instances (10 unless written) how many "
        "scaling may reach. A HorizontalPodAutoscaler keeps the number within its bounds from the start, so there are fewer "
        "Pods than before. Raise max_instances, or remove the number.",
    ),
    Code(
        "T390",
        "scaling-by-default-request",
        WARNING,
        "A service scales by percent of a request that the configuration gives to all services.",
        "An autoscaler counts in percent of what a container requests. The service itself says nothing of it, so the "
        "percentage is of the default in translator.yaml, which may have little to do with what the program uses: one that "
        "always needs more than the default scales to its upper bound and stays there. Write the service's own limit.",
    ),
    Code(
        "T391",
        "scaling-on-virtual-nodes",
        WARNING,
        "An autoscaler watches Pods on virtual nodes.",
        "A HorizontalPodAutoscaler reads the use of Pods from metrics-server, which asks the kubelet of each node. A virtual "
        "node has none that metrics-server from 0.6 on can read, so the numbers may be missing and nothing scales. The "
        "metrics-server that ACK installs can; or keep the service on real nodes.",
    ),
)
