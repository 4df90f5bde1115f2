"""T360 to T392, but those of scaling: updates, batches, logs, scheduling, cloud volumes, features of ACK."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T360",
        "rolling-without-probe",
        WARNING,
        "A service is updated one container after the other, and nothing says when a container works.",
        "Without aliyun.probe.url, aliyun.probe.cmd or a healthcheck a container counts as good as soon as it has "
        "started, in Container Service as in Kubernetes, so a broken version replaces every container. Add a probe: "
        "a rolling update then stops at the first Pod that does not become ready.",
    ),
    Code(
        "T361",
        "parallelism-alone",
        NOTE,
        "aliyun.rolling_updates.parallelism stands without aliyun.rolling_updates.",
        "The number is the size of a batch of a rolling update, and has no effect where containers are not updated "
        'in turn. Add aliyun.rolling_updates: "true", or remove the number.',
    ),
    Code(
        "T362",
        "parallelism-counts-as-one",
        WARNING,
        "The value of aliyun.rolling_updates.parallelism is no number from 1.",
        "Container Service took an invalid number as 1, and so does the translator: one container is replaced at a "
        "time. Write the number that is meant.",
    ),
    Code(
        "T363",
        "unknown-dependency",
        ERROR,
        "aliyun.depends names what is no other service of the stack.",
        "The label takes names of services of the same template, separated by commas. A name that is none would hold "
        "the start for ever, so nothing is written for it; the other names are. Correct or remove the name.",
    ),
    Code(
        "T364",
        "setting-of-no-log",
        NOTE,
        "A label describes a log that no label collects.",
        "aliyun.log_ttl_NAME needs aliyun.log_store_NAME, and aliyun.logs.NAME.tags and its like need "
        "aliyun.logs.NAME: the names must be equal, capitals included. Without it the label had no effect in "
        "Container Service either.",
    ),
    Code(
        "T365",
        "unnamed-log",
        WARNING,
        "aliyun.logs names directories, and not what their logs are called.",
        "Which Logstore the older form wrote to is not documented. The translator calls each log by the service and "
        "the last part of its path, and collects every file of the directory. Name the logs by "
        "aliyun.log_store_NAME, with a pattern of the files that are meant.",
    ),
    Code(
        "T366",
        "log-parser",
        ERROR,
        "A label of log-pilot tells how to parse lines, by a pattern or by a format of times.",
        "log-pilot parsed the lines itself. The collector of ACK keeps them as they are unless a Logtail "
        "configuration says how to parse them, whose patterns are written in another way. Describe the format there, "
        "or write an AliyunLogConfig by hand, and remove the label.",
    ),
    Code(
        "T367",
        "log-kept-as-it-is",
        WARNING,
        "A log is collected, and its lines are not parsed or tagged as before.",
        "Of the formats of log-pilot only none and json have a counterpart, and json only in the form of an "
        "AliyunLogConfig (logs: {form: resource} in translator.yaml). Tags in environment variables stand at every log of a "
        "container. Whoever searches the fields of the log must expect whole lines, or parse them in Log Service.",
    ),
    Code(
        "T368",
        "misplaced-label",
        ERROR,
        "A label of a service stands at the top of the file.",
        "Below labels at the top Container Service reads aliyun.project_type and aliyun.schedule, which hold for the "
        "whole application. Every other label belongs below labels of the services that it is meant for, and had no "
        "effect here.",
    ),
    Code(
        "T369",
        "batch-label-alone",
        NOTE,
        "A label of batches stands in an application that is none.",
        "aliyun.retry_count and aliyun.remove_containers are about containers that end. Without aliyun.project_type: "
        "batch or aliyun.schedule, below labels at the top of the file, they have no effect, as before.",
    ),
    Code(
        "T370",
        "schedule-with-seconds",
        ERROR,
        "A schedule runs at other times than full minutes.",
        "The first of the six fields of aliyun.schedule is the second. A CronJob of Kubernetes has five fields and "
        "begins with the minute, so the second must be 0. A program that has to run several times a minute is better "
        "a Deployment that loops and sleeps. The service is written as a suspended CronJob for the rest of the "
        "schedule, so that it does not run by mistake.",
    ),
    Code(
        "T371",
        "removal-differs",
        WARNING,
        "A Job is deleted as a whole, whether it succeeded or failed.",
        "aliyun.remove_containers tells containers that succeeded from those that failed. A Job has one time to live "
        "for both, so remove-finished deletes a failed Job too, and remove-failed deletes nothing. Ten minutes are "
        "left to read its log. Collect the logs, or delete Jobs by hand.",
    ),
    Code(
        "T377",
        "unmapped-node",
        ERROR,
        "A constraint names a node by its number in the old cluster.",
        "Numbers of nodes have no counterpart in Kubernetes. Say in translator.yaml by which label the new node is "
        'known, for each number: nodes: {index: {"1": {kubernetes.io/hostname: NODE}}}. Several numbers in one '
        "constraint need one label with a value for each. Better than a single node is a label for a group of them.",
    ),
    Code(
        "T378",
        "scheduling-differs",
        WARNING,
        "An order to the scheduler holds in another way than in Swarm.",
        "Swarm looked at all containers of the cluster; an affinity of Kubernetes looks at Pods by their labels, in "
        "the namespace of the stack, so only services of this stack are meant. An availability counts zones by the "
        "label topology.kubernetes.io/zone of the nodes.",
    ),
    Code(
        "T379",
        "scheduling-without-effect",
        NOTE,
        "An order to the scheduler has no counterpart, and needs none.",
        "reschedule:on-node-failure let Swarm start the containers of a failed node elsewhere, which Kubernetes does "
        "for every workload after five minutes. An affinity away from something that the stack does not have keeps "
        "nothing apart.",
    ),
    Code(
        "T380",
        "impossible-order",
        ERROR,
        "An order to the scheduler has no counterpart in Kubernetes.",
        "Labels of nodes are compared as they are: a pattern or a regular expression cannot be. A service that must "
        "run beside another one can do so only where the stack has that other one. Spreading works over zones. Write "
        "what is meant as labels of nodes, or remove the entry.",
    ),
    Code(
        "T381",
        "cloud-volume",
        WARNING,
        "A volume of Container Service is bound to the same storage in Kubernetes.",
        "The volume lies on a cloud disk, NAS or OSS. A PersistentVolume names the same storage, and a claim is "
        "bound to it by name, so the data stays where it is; deleting the claim keeps it. Unmount it in the old "
        "cluster before a disk is used here, since a disk serves one machine at a time.",
    ),
    Code(
        "T382",
        "unbound-cloud-volume",
        ERROR,
        "A volume of Container Service lies on storage that the files do not name.",
        "The console kept what a volume of the drivers ossfs and nas or on a disk is: bucket and address, mount "
        "target, or disk. Say so in translator.yaml, for example: storage: {bindings: {NAME: {type: nas, server: "
        "x.cn-hangzhou.nas.aliyuncs.com, path: /data}}}.",
    ),
    Code(
        "T383",
        "oss-liveness",
        NOTE,
        "A service mounts OSS, which is a program on the node that can end.",
        "OSS is mounted by ossfs, which runs beside the kubelet on older nodes: when it ends, the container sees a "
        "broken folder and goes on. A liveness probe that reads the mounted folder restarts the container, which "
        "then mounts it anew after it was deleted. Give the service such a probe, or use the SDK of OSS for "
        "important data.",
    ),
    Code(
        "T395",
        "host-path-of-all-volumes",
        ERROR,
        "A path of the host is where Container Service mounted all cloud volumes.",
        "Below /mnt/acs_mnt/ossfs and /mnt/acs_mnt/nas the old nodes had the cloud volumes by name. A mount of the folder "
        "above them saw whatever volumes there were, which no claim can do. Mount each volume by its name.",
    ),
    Code(
        "T384",
        "host-path-of-volume",
        WARNING,
        "A path of the host is where Container Service mounted a volume.",
        "Below /mnt/acs_mnt/ossfs and /mnt/acs_mnt/nas the old nodes had the cloud volumes by name. The nodes of the "
        "new cluster have no such folders, so the mount becomes the claim of the volume itself, with the rest of the "
        "path as a folder in it.",
    ),
    Code(
        "T385",
        "scraped-figures",
        WARNING,
        "Prometheus asks for figures that Container Service collected.",
        "The old monitoring agent read figures in the form of InfluxDB; Prometheus reads its own text form. The "
        "annotations prometheus.io/scrape, port and path are a convention, which the configuration of a Prometheus "
        "must follow. Offer the figures in that form, or let an exporter beside the program turn them into it.",
    ),
    Code(
        "T388",
        "passing-address",
        WARNING,
        "The configuration asks for addresses that stay, and the Pods of the service have no names to keep them by.",
        "ack.services.NAME.network.fixed becomes a PodNetworking with fixed addresses. Terway keeps them for Pods that have a "
        "name of their own, those of a StatefulSet, and the service is none: its Pods get an address each time. Remove "
        "fixed, or give each replica a volume of its own (volumes: {NAME: per-replica}), which makes it a StatefulSet.",
    ),
    Code(
        "T392",
        "limits-of-virtual-nodes",
        WARNING,
        "A service is to run on virtual nodes, and needs what they do not have.",
        "A virtual node is no machine: each Pod is an elastic container instance of its own, without the paths, the network "
        "and the devices of a node, and never privileged. The label alibabacloud.com/eci also overrides constraints and "
        "affinities. Keep such a service on real nodes.",
    ),
)
