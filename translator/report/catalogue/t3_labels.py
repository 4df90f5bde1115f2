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
        "T326",
        "cluster-addon-label",
        ERROR,
        "aliyun.addon and aliyun.custom_addon give rights in the old cluster.",
        "The container got the certificates with which the registry and the API of the old cluster could be called. Only the "
        "value proxy has a counterpart: the custom proxy, whose work an Ingress does. A program that calls the API of its "
        "cluster needs a ServiceAccount of Kubernetes, Roles for what it does, and a client for that API.",
    ),
    Code(
        "T327",
        "log-timestamp-label",
        NOTE,
        "aliyun.log.timestamp needs no counterpart.",
        "The label wrote the time before each line that was collected. The collector of ACK leaves lines as they are and keeps "
        "the time in a field of its own, _time_. Whoever takes the time from the line must take it from there.",
    ),
    Code(
        "T329",
        "network-scaling-label",
        ERROR,
        "A service scales by network traffic, which Kubernetes does not measure by itself.",
        "A HorizontalPodAutoscaler knows processor time and memory of the Pods from the metrics server. Traffic in bytes per "
        "second needs a metrics adapter, such as that of Prometheus or Alibaba Cloud's own, and a metric of the type Pods that "
        "it offers. Nothing is written for the label; the other bounds of the service are. Scale by processor time, or write "
        "that metric by hand once the adapter is there.",
    ),
    Code(
        "T330",
        "monitoring-label",
        ERROR,
        "Figures that Container Service collected from a container are not collected.",
        "aliyun.monitoring.script ran a command and aliyun.monitoring.http asked an address once a minute. Kubernetes runs no "
        "such commands: offer the figures over HTTP in the form of Prometheus. For an address, monitoring: prometheus in "
        "translator.yaml writes the annotations by which many installations of Prometheus find it.",
    ),
    Code(
        "T333",
        "reschedule-label",
        NOTE,
        "A label of rescheduling needs no counterpart.",
        "com.docker.swarm.reschedule-policies let Swarm start containers of a failed node elsewhere, which was off by default. "
        "Kubernetes does so for every workload: five minutes after a node stops answering its Pods are replaced. Volumes on "
        "the failed node's own disks do not move. aliyun.reschedule marked nodes that could be emptied, and means nothing at a "
        "service. The labels can be removed.",
    ),
)
