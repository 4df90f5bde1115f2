"""T450 to T463: workloads, their order of starting, how they restart and how they are replaced."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T450",
        "no-image",
        ERROR,
        "A service has no image that Kubernetes could run.",
        "Kubernetes builds nothing: it pulls images from a registry. A service with build alone needs the name under which "
        "its image was pushed. Build and push it with the commands that the finding gives, and name it in translator.yaml "
        "under images.services, or write image: in the stack file beside build:.",
    ),
    Code(
        "T451",
        "build-unused",
        NOTE,
        "A service has an image and a build; the image is written, the build is not done.",
        "docker compose would build the image and give it the name under image:. The translator writes that name and leaves "
        "the building to you: build and push the image before the stack is applied.",
    ),
    Code(
        "T452",
        "global-job",
        ERROR,
        "A service in mode global-job runs once on every node, and no kind of Kubernetes does that.",
        "A DaemonSet runs on every node and restarts for ever; a Job runs to its end, on whichever node. Run the service as "
        "mode: global with a command that does its work and then sleeps, or write a Job for each node by hand.",
    ),
    Code(
        "T453",
        "service-left-out",
        NOTE,
        "What stands below a service has no part in the output, because the service itself is left out.",
        "Something without which a service cannot run was refused: its image, or its mode. The finding for that says what to "
        "do; the rest of the service follows once it is done.",
    ),
    Code(
        "T454",
        "circular-dependency",
        ERROR,
        "Services wait for one another in a circle.",
        "docker compose refuses such a stack, because no order of starting satisfies it. Each dependency of the circle is "
        "refused; the services are written and start without waiting for one another. Remove the dependency that the "
        "programs need least.",
    ),
    Code(
        "T455",
        "dependency-without-port",
        WARNING,
        "A service waits for another of which no TCP port is known.",
        "An init container can wait for a port, and for nothing else. Without one the order is kept by `apply`, which starts "
        "one wave after the other; kubectl apply would start all at once. If the service listens on a port, write it under "
        "expose.",
    ),
    Code(
        "T456",
        "dependency-on-job",
        WARNING,
        "A service waits until another has ended.",
        "The other is a Job. `apply` waits for a Job to complete before it starts the next wave. Other tools do not: apply "
        "the Job first, run kubectl wait --for=condition=complete job/NAME, then apply the rest.",
    ),
    Code(
        "T457",
        "empty-command",
        ERROR,
        "An empty command cannot be said in Kubernetes.",
        "In Docker an empty command clears the CMD of the image and keeps its ENTRYPOINT; in Kubernetes an empty list means "
        "that the image decides. Write the ENTRYPOINT of the image under entrypoint (docker image inspect shows it), or what "
        "is to run under command.",
    ),
    Code(
        "T458",
        "dependency-restart",
        WARNING,
        "A service is not restarted when the service it depends on is replaced.",
        "docker compose restarts a service whose dependency has restart: true. Kubernetes leaves it running: programs "
        "connect again by themselves, or are restarted with kubectl rollout restart.",
    ),
    Code(
        "T459",
        "dependency-left-out",
        WARNING,
        "A service waits for another that is not in the output.",
        "The other service was refused, or left out with its reason. Nothing is awaited in its place. Once it is in the "
        "output again, the dependency is too.",
    ),
    Code(
        "T460",
        "restart-differs",
        WARNING,
        "Containers restart otherwise than the stack says.",
        "Pods of a Deployment, StatefulSet or DaemonSet always restart their containers: restartPolicy can only be Always "
        "there. A Job restarts on failure or never. A service that is meant to end belongs in a Job: write workloads: {NAME: "
        "job} in translator.yaml.",
    ),
    Code(
        "T461",
        "restart-timing",
        WARNING,
        "Attempts, delay and window of a restart policy have no counterpart.",
        "The kubelet restarts a container after 10 seconds, then after 20, 40 and so on up to five minutes, and begins anew "
        "after ten minutes without a failure. It never gives up. Only a Job has a number of attempts (backoffLimit).",
    ),
    Code(
        "T462",
        "without-effect",
        NOTE,
        "A value has no effect where it stands.",
        "It says nothing that holds for the object that is written: replicas of a service on every node, a start_period "
        "where nothing is ever killed, updates of a Job. Removing it from the stack file changes nothing.",
    ),
    Code(
        "T463",
        "rollout-differs",
        WARNING,
        "Updates go otherwise than update_config says.",
        "Kubernetes replaces Pods by its own rules: a rollout that fails stays where it is until someone undoes it; a "
        "StatefulSet replaces one Pod at a time; a Pod that holds a volume or a port of the node must go before the next can "
        "come. The finding names the part that differs. What has no field (monitor, failure_action, max_failure_ratio, all of "
        "rollback_config) stands in annotations rollout.translator/* of the workload: translator apply heeds them, other "
        "programs leave them alone.",
    ),
)
