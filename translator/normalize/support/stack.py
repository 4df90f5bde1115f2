"""Rows of the keys from the top of the file."""

from collections.abc import Mapping

from translator.normalize.support import Row, approximated, ignored, mapped, refused

_FLAT = "needs no object, since every Pod of a cluster reaches every other"
_SHARED = "names a network of other stacks, whose services are reached as NAME.NAMESPACE"
_NAMES = "put these stacks into one namespace, or add the namespace to the names"
_FILLED = "fills in names of the task, and a Pod mounts its files as they are"
_HELD = "a Secret holds its value itself"
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
    "configs.template_driver": refused("T228", _FILLED, _DRIVER),
    "include": mapped("what the other files say"),
    "labels": mapped("Jobs and CronJobs, by aliyun.project_type and aliyun.schedule of Alibaba Cloud Container Service"),
    "models": approximated("T227", "are served by a service model-runner, and no longer by the engine of the machine"),
    "name": mapped("the name of the stack, a label of every object"),
    "networks": ignored("T297", _FLAT),
    "networks.attachable": ignored("T221", "says whether single containers may join"),
    "networks.driver": ignored("T297", _FLAT),
    "networks.driver_opts": ignored("T221", "tunes a network of the Docker host; what programs notice of it is refused"),
    "networks.enable_ipv4": ignored("T221", "is of a Docker network; Pods have the addresses of the cluster", "", "true"),
    "networks.enable_ipv6": mapped("ipFamilyPolicy of the Services of what joins the network"),
    "networks.external": approximated("T295", _SHARED, _NAMES),
    "networks.external.name": approximated("T295", _SHARED, _NAMES),
    "networks.internal": mapped("NetworkPolicies, where networks.policies of translator.yaml asks for them; refused otherwise"),
    "networks.ipam": ignored("T221", "gives addresses to a Docker network; the cluster gives Pods theirs"),
    "networks.labels": ignored("T206", "label a Docker object for its lists"),
    "networks.name": ignored("T297", _FLAT),
    "secrets": mapped("Secrets"),
    "secrets.driver": refused("T228", f"fetches the value when a task starts, and {_HELD}", _DRIVER),
    "secrets.driver_opts": refused("T228", f"tunes a driver that fetches the value, and {_HELD}", _DRIVER),
    "secrets.environment": mapped("data of the Secret"),
    "secrets.external": mapped("a Secret that exists"),
    "secrets.external.name": mapped("its name"),
    "secrets.file": mapped("data of the Secret"),
    "secrets.labels": ignored("T206", "label a Docker object for its lists"),
    "secrets.name": mapped("the name of the Secret"),
    "secrets.template_driver": refused("T228", _FILLED, _DRIVER),
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
