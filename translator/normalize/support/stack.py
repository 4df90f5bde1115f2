"""Rows of the keys from the top of the file."""

from collections.abc import Mapping

from translator.normalize.support import Row, ignored, mapped, refused

_DRIVER = "make the value before converting, or use an operator that fetches secrets"

ROWS: Mapping[str, Row] = {
    "configs": mapped("ConfigMaps"),
    "configs.content": mapped("data of the ConfigMap"),
    "configs.environment": mapped("data of the ConfigMap"),
    "configs.external": mapped("a ConfigMap that exists"),
    "configs.external.name": mapped("its name"),
    "configs.file": mapped("data of the ConfigMap"),
    "configs.labels": ignored("T206", "label a Docker object for its lists"),
    "configs.name": mapped("the name of the ConfigMap"),
    "configs.template_driver": refused("T228", "fills in names of the task", _DRIVER),
    "include": mapped("what the other files say"),
    "labels": refused(
        "T229",
        "are labels of an application of Alibaba Cloud Container Service",
        "write a Job for aliyun.project_type: batch, a CronJob for aliyun.schedule",
    ),
    "models": refused(
        "T224", "has docker compose run models", "run the model as a service and give its address in environment"
    ),
    "name": mapped("the name of the stack, a label of every object"),
    "networks": mapped("nothing, but see the findings on what networks kept apart"),
    "networks.attachable": ignored("T221", "says whether single containers may join"),
    "networks.driver": mapped("nothing, where Pods have the same network; a finding elsewhere"),
    "networks.driver_opts": refused(
        "T220", "tunes the driver of a Docker network", "see what the cluster's network plugin has"
    ),
    "networks.enable_ipv4": refused("T220", "switches IPv4 off", "use a cluster of IPv6", "true"),
    "networks.enable_ipv6": refused("T220", "switches IPv6 on", "use a cluster with both families of addresses", "false"),
    "networks.external": mapped("a finding on names of other stacks"),
    "networks.external.name": mapped("a finding on names of other stacks"),
    "networks.internal": mapped("a finding: NetworkPolicies close a network"),
    "networks.ipam": ignored("T221", "gives addresses to a Docker network; the cluster gives Pods theirs"),
    "networks.labels": ignored("T206", "label a Docker object for its lists"),
    "networks.name": mapped("nothing, since a network needs no object"),
    "secrets": mapped("Secrets"),
    "secrets.driver": refused("T228", "fetches the value when a task starts", _DRIVER),
    "secrets.driver_opts": refused("T228", "tunes a driver that fetches the value", _DRIVER),
    "secrets.environment": mapped("data of the Secret"),
    "secrets.external": mapped("a Secret that exists"),
    "secrets.external.name": mapped("its name"),
    "secrets.file": mapped("data of the Secret"),
    "secrets.labels": ignored("T206", "label a Docker object for its lists"),
    "secrets.name": mapped("the name of the Secret"),
    "secrets.template_driver": refused("T228", "fills in names of the task", _DRIVER),
    "services": mapped("workloads and their Services"),
    "version": mapped("how the file is read"),
    "volumes": mapped("claims"),
    "volumes.driver": mapped("the kind of storage, where it is known"),
    "volumes.driver_opts": mapped("options of the storage, where they are known"),
    "volumes.external": mapped("a claim that exists"),
    "volumes.external.name": mapped("its name"),
    "volumes.labels": mapped("annotations of the claim"),
    "volumes.name": mapped("the name of the claim"),
}
