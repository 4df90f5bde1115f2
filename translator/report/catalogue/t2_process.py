"""T207, T218, T222, T223, T227, T239, T246 to T249: how processes start and stop, where output goes, secrets in variables."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T218",
        "model-elsewhere",
        WARNING,
        "A language model is served outside of the stack.",
        "docker compose has Docker's model runner pull and serve the models of a stack, and tells services its address. The "
        "configuration names another server (models: {endpoint: http://NAME:PORT/v1/}), or the stack has a service "
        "model-runner of its own. Then the services have the same variables, with that address; which models the server has, "
        "and with what options, is its own affair.",
    ),
    Code(
        "T227",
        "model-runner-added",
        WARNING,
        "A language model is served by a service that the stack gets for it.",
        "docker compose has Docker's model runner, a program beside the engine, pull and serve the models of a stack. A "
        "cluster has none, so a service model-runner is written: the same program (docker/model-runner), with a claim for what "
        "it downloads. Each service that calls a model waits for it, and asks it for the model, in an init container. What "
        "differs: the runner has the memory and processors that a node has left, none of them a graphics processor unless "
        "models: {gpus: 1} says so in translator.yaml, with an image for it (models: {image: "
        "docker/model-runner:latest-cuda}). Size of the claim: volumes: {model-runner: {size: 50Gi}}. Another server takes its "
        "place by models: {endpoint: http://NAME:PORT/v1/}.",
    ),
    Code(
        "T246",
        "hook-differs",
        WARNING,
        "A lifecycle hook runs otherwise than docker compose runs it.",
        "post_start becomes lifecycle.postStart, which runs beside the container's own command at each of its starts; if it "
        "fails, the kubelet kills the container and starts it again. pre_stop becomes lifecycle.preStop, whose time counts in "
        "terminationGracePeriodSeconds, and which does not run when the container ends by itself. Several hooks become one "
        "shell line, since a container has one of each. pre_start becomes init containers: they run in every Pod, each time it "
        "starts, where docker compose runs a step once for the service, so a step must bear being run again.",
    ),
    Code(
        "T247",
        "stop-signal-differs",
        WARNING,
        "The stop signal is sent by a preStop hook.",
        "A Pod can name its stop signal only behind an alpha gate of Kubernetes (lifecycle.stopSignal, ContainerStopSignals), "
        "which clusters do not have on, so the kubelet sends what the image says by STOPSIGNAL, else SIGTERM. The hook sends "
        "the signal to the container's first process and waits for its end, within the grace period. It needs sh, kill and "
        "sleep in the image, and a program that is process 1. STOPSIGNAL in the image needs no hook.",
    ),
    Code(
        "T248",
        "log-destination-lost",
        WARNING,
        "The container's output no longer goes where its log driver sent it.",
        "A Pod cannot choose a log driver: the container runtime of the node writes what a container prints to files, and an "
        "agent on each node (Fluent Bit, Vector, Filebeat ...) sends them on. Set up such an agent, once for the cluster, to "
        "send logs where this driver did; until then they are kept on the node alone, where kubectl logs reads them.",
    ),
    Code(
        "T249",
        "secret-in-environment",
        WARNING,
        "A variable that looks secret is written in clear text.",
        "By its name (PASSWORD, SECRET, TOKEN, KEY ...) or by credentials within an address, the value is one that not "
        "everybody who may read a Deployment should read. It is written as any variable is. To have it in a Secret instead, "
        'name it, or a pattern, in translator.yaml: secrets: {environment: ["*PASSWORD*"]}. The container sees the same.',
    ),
    Code(
        "T223",
        "pull-differs",
        WARNING,
        "The image is asked for at each start, not at intervals.",
        "docker compose can pull an image again after a day, a week, or any time. A Pod pulls its image always, never, or "
        "where the node lacks it. Always is the nearest: at each start of a container the kubelet asks the registry, and pulls "
        "what has changed. A new image under the same tag does not restart anything by itself.",
    ),
    Code(
        "T222",
        "two-scales",
        ERROR,
        "scale and deploy.replicas say different numbers.",
        "Both are the number of containers of the service, and docker compose refuses a file in which they differ. "
        "deploy.replicas is written. Remove one of the two.",
    ),
    Code(
        "T239",
        "label-overridden",
        NOTE,
        "A label of a label file is written again, and that one counts.",
        "Labels of the service win over those of its label files, and a later file over an earlier one, as docker compose has "
        "it. The line has no effect and may be removed.",
    ),
    Code(
        "T207",
        "annotation-overridden",
        NOTE,
        "A label and an annotation have the same key, and the annotation counts.",
        "Labels and annotations of a container both become annotations of its Pods, which have each key once. Remove one.",
    ),
)
