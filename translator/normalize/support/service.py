"""Rows of the keys of a service that are mapped, and of those that no container ever sees."""

from collections.abc import Mapping

from translator.normalize.support import Row, approximated, ignored, mapped

_PRINTED = "tells docker compose what to print, which no container sees"

ROWS: Mapping[str, Row] = {
    "attach": ignored("T205", _PRINTED),
    "build": mapped("the name of the image, by images.services of translator.yaml, where there is no image"),
    "cap_add": mapped("securityContext.capabilities.add"),
    "cap_drop": mapped("securityContext.capabilities.drop"),
    "command": mapped("args"),
    "configs": mapped("files mounted from ConfigMaps"),
    "container_name": mapped("a Service of that name"),
    "cpu_shares": mapped("resources.limits.cpu in the aliyun dialect, resources.requests.cpu elsewhere"),
    "depends_on": mapped("init containers that wait"),
    "deploy": mapped("see deploy.*"),
    "detach": ignored("T205", _PRINTED),
    "develop": ignored(
        "T205", "tells docker compose what to watch while the code is written, which no deployed container sees"
    ),
    "dns": mapped("dnsConfig.nameservers"),
    "dockerfile": ignored("T204", "says how the image is built, which happens before", "build and push the image with it"),
    "entrypoint": mapped("command"),
    "env_file": mapped("env"),
    "environment": mapped("env"),
    "expose": mapped("ports of the Service"),
    "extends": mapped("what the other service says"),
    "extra_hosts": mapped("hostAliases"),
    "healthcheck": mapped("readiness, startup and liveness probes"),
    "hostname": mapped("hostname, and a Service of that name in the aliyun dialect"),
    "image": mapped("image"),
    "labels": mapped("annotations of the Pods; aliyun.* by its own meaning"),
    "links": mapped("Services under the aliases, and the start order"),
    "log_driver": approximated("T248", "chooses a log driver, and the node keeps what containers print"),
    "log_opt": ignored("T203", "tunes a log driver, and the kubelet keeps what containers print"),
    "logging": approximated("T248", "chooses a log driver, and the node keeps what containers print"),
    "mem_limit": mapped("resources.limits.memory"),
    "name": ignored("T205", "repeats the name of the service in an export of Alibaba Cloud Container Service"),
    "networks": mapped("Services under the aliases; the networks themselves need no object"),
    "ports": mapped("ports of the Services"),
    "privileged": mapped("securityContext.privileged"),
    "profiles": mapped("whether the service is part of the stack"),
    "read_only": mapped("securityContext.readOnlyRootFilesystem"),
    "restart": mapped("the kind of the workload, and restartPolicy"),
    "scale": mapped("replicas"),
    "secrets": mapped("files mounted from Secrets"),
    "stdin_open": mapped("stdin"),
    "stop_grace_period": mapped("terminationGracePeriodSeconds"),
    "tmpfs": mapped("emptyDir volumes in memory"),
    "tty": mapped("tty"),
    "user": mapped("securityContext.runAsUser and runAsGroup"),
    "volumes": mapped("volumes and volumeMounts"),
    "working_dir": mapped("workingDir"),
}
