"""Rows of the keys of a service that bound or hand out what its host has: processor time, memory, processes, devices."""

from collections.abc import Mapping

from translator.model.finding import Verdict
from translator.normalize.support import Row, ignored, mapped, refused

_LIMITS = "write deploy.resources.limits.cpus, and reservations beside it"
_NODE_CPUS = "set the kubelet's CPU manager policy on the nodes"
_PLUGIN = "install the device plugin of the hardware and ask for its resource in a template of your own"

ROWS: Mapping[str, Row] = {
    "blkio_config": refused(
        "T211",
        "bounds access to disks, and a Pod has no field for it",
        "choose a StorageClass whose disks are bounded, or bound the Pods of a node by its container runtime (blockio classes)",
    ),
    "cpu_count": refused("T208", "is a number of processors on Windows, and a Pod has limits of time", _LIMITS, "0"),
    "cpu_percent": refused("T208", "is a share of processors on Windows, and a Pod has limits of time", _LIMITS, "0"),
    "cpu_period": mapped("resources.limits.cpu, with cpu_quota"),
    "cpu_quota": mapped("resources.limits.cpu"),
    "cpu_rt_period": refused("T208", "is a real-time budget, and a Pod has no such field", _NODE_CPUS, "0"),
    "cpu_rt_runtime": refused("T208", "is a real-time budget, and a Pod has no such field", _NODE_CPUS, "0"),
    "cpus": mapped("resources.limits.cpu"),
    "cpuset": refused(
        "T208",
        "names processors of the host, which the kubelet alone assigns",
        "set the CPU manager policy static on the nodes, and write equal limits and reservations of whole cores",
    ),
    "device_cgroup_rules": refused(
        "T212",
        "opens kinds of devices to the container, and the kubelet opens only what a device plugin hands out",
        _PLUGIN,
    ),
    "devices": mapped("a resource of a device plugin, by nodes.devices of translator.yaml"),
    "gpus": mapped("a limit of nvidia.com/gpu or the like"),
    "kernel_memory": ignored("T210", "bounds kernel memory, which neither Linux nor Docker does any more", "", "0"),
    "mem_reservation": mapped("resources.requests.memory"),
    "mem_swappiness": Row(
        Verdict.APPROXIMATED,
        "T231",
        "tunes swap, of which a Pod has none unless its node gives it some",
        "remove it, or set memorySwap of the kubelet",
        ("0", "-1"),
    ),
    "memswap_limit": Row(
        Verdict.APPROXIMATED,
        "T231",
        "bounds memory and swap together; a Pod has its memory limit, and no swap unless its node gives it some",
        "write the memory that the container needs into its limit, or set memorySwap of the kubelet",
        ("0",),
    ),
    "memswap_reservation": ignored("T210", "stands in exports of Alibaba Cloud alone, and Docker never knew it", "", "0"),
    "oom-kill-disable": ignored(
        "T210", "keeps the kernel from killing the container, which control groups v2 cannot do", "", "false"
    ),
    "oom_kill_disable": ignored(
        "T210", "keeps the kernel from killing the container, which control groups v2 cannot do", "", "false"
    ),
    "oom_score_adj": refused(
        "T209",
        "says which process the kernel kills first, which the kubelet computes from requests and limits",
        "write equal limits and reservations for a service that must be killed last",
        "0",
    ),
    "pids_limit": refused(
        "T211",
        "bounds processes, and the kubelet bounds them for every Pod of a node alike",
        "set podPidsLimit of the kubelet",
        "0",
        "-1",
    ),
    "shm_size": mapped("an emptyDir in memory at /dev/shm"),
    "storage_opt": mapped("resources.limits.ephemeral-storage"),
    "sysctls": mapped("securityContext.sysctls"),
    "ulimits": mapped("a limit of the node: nofile is approximated, the others are refused one by one"),
}
