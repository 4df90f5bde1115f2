"""Rows of `deploy`."""

from collections.abc import Mapping

from translator.normalize.support import Row, mapped, refused

_PLUGIN = "install the device plugin of the hardware and ask for its resource in a template of your own"
_PIDS = "bounds processes, which the kubelet does for all Pods of a node"

ROWS: Mapping[str, Row] = {
    "deploy.endpoint_mode": mapped("whether the Service has an address of its own"),
    "deploy.labels": mapped("annotations of the workload; aliyun.* by its own meaning"),
    "deploy.mode": mapped("the kind of the workload"),
    "deploy.placement": mapped("see deploy.placement.*"),
    "deploy.placement.constraints": mapped("node affinity"),
    "deploy.placement.max_replicas_per_node": mapped("Pod anti-affinity, for 1"),
    "deploy.placement.preferences": mapped("topologySpreadConstraints"),
    "deploy.placement.preferences.spread": mapped("topologySpreadConstraints"),
    "deploy.replicas": mapped("replicas"),
    "deploy.resources": mapped("see deploy.resources.*"),
    "deploy.resources.limits": mapped("see deploy.resources.limits.*"),
    "deploy.resources.limits.cpus": mapped("resources.limits.cpu"),
    "deploy.resources.limits.memory": mapped("resources.limits.memory"),
    "deploy.resources.limits.pids": refused("T211", _PIDS, "set podPidsLimit on the nodes", "0", "-1"),
    "deploy.resources.reservations": mapped("see deploy.resources.reservations.*"),
    "deploy.resources.reservations.cpus": mapped("resources.requests.cpu"),
    "deploy.resources.reservations.devices": refused("T212", "asks for devices by driver and capability", _PLUGIN),
    "deploy.resources.reservations.generic_resources": refused("T212", "asks for resources that Swarm nodes announce", _PLUGIN),
    "deploy.resources.reservations.memory": mapped("resources.requests.memory"),
    "deploy.resources.reservations.pids": refused("T211", _PIDS, "set podPidsLimit on the nodes", "0", "-1"),
    "deploy.restart_policy": mapped("the kind of the workload, and restartPolicy"),
    "deploy.restart_policy.condition": mapped("the kind of the workload, and restartPolicy"),
    "deploy.restart_policy.delay": mapped("a finding: the delay of Kubernetes grows by itself"),
    "deploy.restart_policy.max_attempts": mapped("backoffLimit of a Job; a finding elsewhere"),
    "deploy.restart_policy.window": mapped("a finding: Kubernetes counts no attempts in a window"),
    "deploy.rollback_config": refused(
        "T227", "says how a rollback goes, which in Kubernetes goes as any update", "see that update_config fits a rollback too"
    ),
    "deploy.update_config": mapped("the strategy of the workload"),
    "deploy.update_config.delay": mapped("minReadySeconds"),
    "deploy.update_config.failure_action": mapped("a finding: a rollout goes on trying"),
    "deploy.update_config.max_failure_ratio": mapped("a finding: a rollout tolerates no failed Pod"),
    "deploy.update_config.monitor": mapped("progressDeadlineSeconds"),
    "deploy.update_config.order": mapped("maxUnavailable or maxSurge"),
    "deploy.update_config.parallelism": mapped("maxUnavailable or maxSurge"),
}
