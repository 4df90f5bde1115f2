"""Rows of `deploy`."""

from collections.abc import Mapping

from translator.normalize.support import Row, approximated, mapped, refused

_BACK_OFF = "has no counterpart: the kubelet restarts after ever longer pauses, without end"
_PIDS = "bounds processes, and the kubelet bounds them for every Pod of a node alike"

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
    "deploy.resources.limits.pids": refused("T211", _PIDS, "set podPidsLimit of the kubelet", "0", "-1"),
    "deploy.resources.reservations": mapped("see deploy.resources.reservations.*"),
    "deploy.resources.reservations.cpus": mapped("resources.requests.cpu"),
    "deploy.resources.reservations.devices": mapped("a limit of nvidia.com/gpu or the like"),
    "deploy.resources.reservations.generic_resources": mapped("a limit of a resource, by nodes.devices of translator.yaml"),
    "deploy.resources.reservations.memory": mapped("resources.requests.memory"),
    "deploy.resources.reservations.pids": refused("T211", _PIDS, "set podPidsLimit of the kubelet", "0", "-1"),
    "deploy.restart_policy": mapped("the kind of the workload, and restartPolicy"),
    "deploy.restart_policy.condition": mapped("the kind of the workload, and restartPolicy"),
    "deploy.restart_policy.delay": approximated("T461", _BACK_OFF),
    "deploy.restart_policy.max_attempts": approximated("T461", _BACK_OFF),
    "deploy.restart_policy.window": approximated("T461", _BACK_OFF),
    "deploy.rollback_config": approximated("T463", "is kept as annotations, which translator apply heeds when it rolls back"),
    "deploy.update_config": mapped("the strategy of the workload"),
    "deploy.update_config.delay": mapped("minReadySeconds"),
    "deploy.update_config.failure_action": approximated("T463", "is pause in effect: a rollout that fails stays where it is"),
    "deploy.update_config.max_failure_ratio": approximated(
        "T463", "has no counterpart: a rollout waits while a Pod is not ready"
    ),
    "deploy.update_config.monitor": approximated("T463", "has no counterpart: a rollout goes on when a new Pod is ready"),
    "deploy.update_config.order": mapped("maxUnavailable or maxSurge"),
    "deploy.update_config.parallelism": mapped("maxUnavailable or maxSurge"),
}
