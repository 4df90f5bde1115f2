"""T301 to T333: labels of Alibaba Cloud Container Service. The pages of the labels themselves are in `normalize/labels`."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T301",
        "unknown-label",
        ERROR,
        "A label begins with aliyun. and is no label of Container Service.",
        "Most often the name is misspelt, and the platform never acted on it either: it took unknown labels without a word. "
        "The help line names the label that looks most like it. Nothing is written for the label. Correct its name, or "
        "remove it; a label for a program of your own should begin with a name of your own.",
    ),
    Code(
        "T302",
        "bad-label-value",
        ERROR,
        "The value of a label is not in its grammar.",
        "The message names the label, the part that is wrong and what it must be; the help line has a correct example. The "
        "label, or of several targets the wrong one, is left out; other targets of the same label are written. The grammar "
        "of each label is on its page, such as: translator explain aliyun.scale. A value that variables gave is not shown, "
        "since it could be a secret.",
    ),
    Code(
        "T303",
        "bad-label-name",
        ERROR,
        "The last part of a label's name, a port or the name of a log, is not in its grammar.",
        "aliyun.routing.port_ is followed by a container port from 1 to 65535, aliyun.log_store_ by the name of a log: "
        "letters, digits, hyphens and underscores, without the endings by which the log collector tells settings (_ttl, "
        "_tags ...) from logs. The label is left out.",
    ),
    Code(
        "T304",
        "label-without-effect",
        NOTE,
        "A label says what holds without it.",
        "Templates exported by the console write such labels out, for example aliyun.latest_image: false. Nothing is lost. "
        "The label can be removed.",
    ),
    Code(
        "T305",
        "overruled-label",
        NOTE,
        "Something else of the same service wins over the value.",
        "aliyun.scale wins over deploy.replicas, aliyun.global over deploy.mode: replicated, and one container on every node "
        "over any number of containers, as in Container Service. The value that lost has no part in the output. Keep one of "
        "the two.",
    ),
    Code(
        "T306",
        "foreign-label",
        NOTE,
        "A label of Container Service stands in a stack that is read in another dialect.",
        "The dialect was chosen by --dialect. For Docker itself an aliyun.* label is a text without meaning, so nothing is "
        "written for it, and it is not copied either, since a copy would look as if it worked. Leave --dialect out, or use "
        "--dialect aliyun, to have the label translated.",
    ),
    Code(
        "T307",
        "contradicting-labels",
        ERROR,
        "Two labels, or a label and a key, of one service contradict each other.",
        "The same label stands below labels and below deploy.labels with different values; or aliyun.probe.url stands beside "
        "aliyun.probe.cmd, which exclude each other; or aliyun.global beside a mode that runs jobs. What the platform would "
        "have done is not documented, so nothing is guessed and none of them is written. Keep the one that is meant.",
    ),
    Code(
        "T308",
        "probe-in-a-shell",
        WARNING,
        "The command of a probe has shell operators, so a shell runs it.",
        "The words of aliyun.probe.cmd are run without a shell. A word such as | or && would then be an argument of the "
        "program, which nobody means, so the line is run by /bin/sh -c. The image must have /bin/sh; one built from scratch "
        "has not, and its probe would fail for ever. Put the line into a script of the image to be independent of this.",
    ),
    Code(
        "T309",
        "duplicate-target",
        ERROR,
        "A service names the same routing target twice.",
        "A target is a scheme, a host and a path. Within one service it can lead to one port only, and the platform's own "
        "tool refuses it twice. The first one is written. Two services may name the same target: they share its load.",
    ),
    Code(
        "T310",
        "shared-log-store",
        ERROR,
        "Two logs of a service share a name or a directory.",
        "Log Service forbids two stores in one directory: each needs a volume of its own at its directory, and two volumes "
        "cannot be mounted at one place. Names are lowered for the collector, so names that differ in capitals alone are "
        "one. The first one, in the order of their names, is written. Give each its own directory and name.",
    ),
    Code(
        "T311",
        "probe-without-check",
        NOTE,
        "A time of aliyun.probe.* stands without a check that it could apply to.",
        "Without aliyun.probe.url or aliyun.probe.cmd Container Service ignores aliyun.probe.timeout_seconds and "
        "aliyun.probe.initial_delay_seconds and counts the container as healthy. So does the translator. If the url or the "
        "command was refused, correct that first.",
    ),
    Code(
        "T320",
        "undocumented-label",
        ERROR,
        "The meaning of a label is not documented.",
        "The name is known, from the constants of the migration tool or from users' questions, and no source says what it "
        "does. A guess could change how the application runs, so nothing is written. Find out what it was meant to do, write "
        "the Kubernetes field for it, and remove the label.",
    ),
    Code(
        "T321",
        "rolling-update-label",
        ERROR,
        "aliyun.rolling_updates and its parallelism are not translated.",
        "The label updated containers one after the other, or in batches, and only together with a probe did it wait until "
        "each one worked. Nothing is written for it: without deploy.update_config the workload is updated as Swarm does by "
        "default, one container at a time, old before new. Write deploy.update_config (version 3 and the current "
        "specification) with parallelism and order to choose.",
    ),
    Code(
        "T322",
        "latest-image-label",
        ERROR,
        "aliyun.latest_image is not translated.",
        "The label pulled the image at each deployment, even where the node had one under the same tag. Kubernetes decides "
        "by imagePullPolicy: with the tag latest, or none, it pulls always, with another tag only where the node has no such "
        "image. Name each release by its own tag or digest, or set imagePullPolicy: Always in the manifest.",
    ),
    Code(
        "T323",
        "depends-label",
        ERROR,
        "aliyun.depends is not translated.",
        "The label held the start of a service until the services that it names were ready. Kubernetes starts everything at "
        "once. Write depends_on with condition: service_healthy (version 2.1 and the current specification) for each of "
        "them, which is translated to a wait before the start.",
    ),
    Code(
        "T324",
        "session-sticky-label",
        ERROR,
        "aliyun.routing.session_sticky is not translated.",
        "The router kept a client, by a cookie of at most eight hours, at the container that answered first. An Ingress can "
        "do so by annotations of its controller: for nginx nginx.ingress.kubernetes.io/affinity: cookie and "
        "session-cookie-max-age. Without them requests of one client go to any container, which breaks sessions kept in "
        "memory.",
    ),
    Code(
        "T325",
        "load-balancer-label",
        ERROR,
        "aliyun.lb.port_PORT is not translated.",
        "The label made an existing load balancer instance (SLB) listen on a front port and pass requests to a container "
        "port. On ACK a Service of type LoadBalancer does so, bound to the instance by the annotation "
        "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-id. It is not written by itself, since taking over the "
        "listeners of an instance that still serves the old cluster would cut that off.",
    ),
    Code(
        "T326",
        "custom-proxy-label",
        ERROR,
        "Labels of the custom proxy (acs/proxy) are not translated.",
        "A service with aliyun.custom_addon or aliyun.addon: proxy ran an HAProxy that configured itself from the "
        "aliyun.proxy.* labels of the services behind it. In Kubernetes an Ingress does that work: write one with the hosts "
        "and paths of VIRTUAL_HOST, and a Service of type LoadBalancer for TCP_PORTS. Certificates in such labels belong "
        "into a TLS Secret; they are never shown.",
    ),
    Code(
        "T327",
        "log-setting-label",
        ERROR,
        "aliyun.log_ttl_NAME and aliyun.log.timestamp are not translated.",
        "The first one said for how many days Log Service keeps a log; it is set at the Logstore, or by the environment "
        "variable aliyun_logs_NAME_ttl when the store is created. The second one wrote the time before each line; collectors "
        "of Kubernetes leave lines as they are and keep the time in a field of its own, so whoever reads the log must take "
        "it from there.",
    ),
    Code(
        "T328",
        "log-pilot-label",
        ERROR,
        "Labels of log-pilot, and the older aliyun.logs, are not translated.",
        "log-pilot read these labels from the Docker daemon and collected the logs they name. There is no Docker daemon to "
        "ask on a node of Kubernetes. Use aliyun.log_store_NAME for Log Service, an AliyunLogConfig on ACK, or the log "
        "collector of the cluster, which takes the standard output of every container.",
    ),
    Code(
        "T329",
        "auto-scaling-label",
        ERROR,
        "aliyun.auto_scaling.* is not translated.",
        "The labels added and removed containers by processor time, memory or network traffic. In Kubernetes a "
        "HorizontalPodAutoscaler does so for processor time and memory, in percent of what the container requests, so "
        "requests must be set. Write one for the workload. The number of replicas that is written is the one of aliyun.scale "
        "or deploy.replicas, and it does not change by itself.",
    ),
    Code(
        "T330",
        "monitoring-label",
        ERROR,
        "aliyun.monitoring.* is not translated.",
        "The labels collected figures from a command or an address of the container, in InfluxDB's form. Kubernetes has no "
        "such field: a monitoring system of the cluster collects figures, mostly Prometheus, in a form of its own. Offer the "
        "figures in that form and let the system find them, by a ServiceMonitor or by scrape annotations.",
    ),
    Code(
        "T331",
        "gpu-label",
        ERROR,
        "aliyun.gpu is not translated.",
        "The label reserved graphics processors for each container. In Kubernetes that is the limit nvidia.com/gpu of the "
        "container, with the device plugin on the nodes. Set it by hand: without it the container sees no graphics "
        "processor.",
    ),
    Code(
        "T332",
        "batch-label",
        ERROR,
        "Labels of batch and scheduled applications are not translated.",
        "aliyun.project_type, aliyun.schedule, aliyun.retry_count and aliyun.remove_containers made the application run to "
        "its end, at the times of a schedule, with retries and cleaning. In Kubernetes a Job does the first, a CronJob the "
        "second (with timeZone Asia/Shanghai and no seconds), backoffLimit and ttlSecondsAfterFinished the last two. Write "
        "the work as one of them.",
    ),
    Code(
        "T333",
        "reschedule-label",
        NOTE,
        "com.docker.swarm.reschedule-policies needs no counterpart.",
        "The label let Swarm start containers of a failed node elsewhere, which was off by default. Kubernetes does so for "
        "every workload: five minutes after a node stops answering its Pods are replaced. Volumes on the failed node's own "
        "disks do not move. The label can be removed.",
    ),
)
