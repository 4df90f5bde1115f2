"""Rows of the keys of a service that bound or hand out what its host has: processor time, memory, processes, devices."""

from collections.abc import Mapping

from translator.normalize.support import Row, ignored, refused

_LIMITS = "write deploy.resources.limits.cpus, and reservations beside it"
_MEMORY = "write deploy.resources.limits.memory, and reservations beside it"
_NODE_CPUS = "set the kubelet's CPU manager policy on the nodes"
_PLUGIN = "install the device plugin of the hardware and ask for its resource in a template of your own"

ROWS: Mapping[str, Row] = {
    "blkio_config": refused(
        "T211", "bounds access to disks, and a Pod has no such field", "choose a StorageClass that bounds it"
    ),
    "cpu_count": refused("T208", "is a number of processors on Windows", _LIMITS, "0"),
    "cpu_percent": refused("T208", "is a share of processors on Windows", _LIMITS, "0"),
    "cpu_period": refused("T208", "is a period of the scheduler, which the kubelet sets for the node", _LIMITS, "0"),
    "cpu_quota": refused("T208", "bounds processor time in microseconds of a period", _LIMITS, "0", "-1"),
    "cpu_rt_period": refused("T208", "is a real-time budget, and a Pod has no such field", _NODE_CPUS, "0"),
    "cpu_rt_runtime": refused("T208", "is a real-time budget, and a Pod has no such field", _NODE_CPUS, "0"),
    "cpus": refused("T208", "is the older spelling of a limit of cores", _LIMITS, "0", "0.0"),
    "cpuset": refused("T208", "names processors of the host, which differ on every node", _NODE_CPUS),
    "device_cgroup_rules": refused("T212", "opens devices of the host, and a Pod has no such field", _PLUGIN),
    "devices": refused("T212", "hands out devices by their path, which a Pod cannot ask for", _PLUGIN),
    "gpus": refused(
        "T212", "hands out graphics processors, which a cluster does by a resource such as nvidia.com/gpu", _PLUGIN
    ),
    "kernel_memory": ignored("T210", "bounds kernel memory, which neither Linux nor Docker does any more", "", "0"),
    "mem_reservation": refused("T209", "is the older spelling of a reservation of memory", _MEMORY, "0"),
    "mem_swappiness": refused("T209", "tunes swap, which is a setting of the node", "set it on the nodes"),
    "memswap_limit": refused("T209", "bounds swap, which is a setting of the node", "set it on the nodes", "0"),
    "memswap_reservation": ignored("T210", "stands in exports of Alibaba Cloud alone, and Docker never knew it", "", "0"),
    "oom-kill-disable": ignored(
        "T210", "keeps the kernel from killing the container, which control groups v2 cannot do", "", "false"
    ),
    "oom_kill_disable": ignored(
        "T210", "keeps the kernel from killing the container, which control groups v2 cannot do", "", "false"
    ),
    "oom_score_adj": refused(
        "T209",
        "says which process the kernel kills first, which Kubernetes derives from requests and limits",
        "write equal limits and reservations for a service that must be killed last",
        "0",
    ),
    "pids_limit": refused(
        "T211", "bounds processes, which the kubelet does for all Pods of a node", "set podPidsLimit on the nodes", "0", "-1"
    ),
    "shm_size": refused("T209", "sizes /dev/shm, and a Pod has no such field", "write tmpfs: /dev/shm:size=SIZE", "0"),
    "storage_opt": refused(
        "T211", "bounds the container's own file system", "ask for ephemeral-storage in a template of your own"
    ),
    "sysctls": refused(
        "T211",
        "sets parameters of the kernel, which is not translated",
        "write securityContext.sysctls in a template of your own",
    ),
    "ulimits": refused(
        "T211",
        "bounds open files and the like, and a Pod has no such field",
        "set the limits of the container runtime on the nodes, or ulimit in the command",
    ),
}
