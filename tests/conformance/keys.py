"""Which keys of Compose have the same form."""

SWITCHES = ("oom_kill_disable", "privileged", "read_only", "stdin_open", "tty", "use_api_socket")
RESOURCE_SWITCHES = ("attachable", "enable_ipv6", "internal")
"""Keys whose default is false, of a service and of a network."""

PAIRS = ("annotations", "labels", "sysctls")
SIZES = ("mem_limit", "mem_reservation", "memswap_limit", "shm_size")
TEXTS = (
    "cap_add",
    "cap_drop",
    "device_cgroup_rules",
    "dns",
    "dns_opt",
    "dns_search",
    "expose",
    "external_links",
    "group_add",
    "security_opt",
    "tmpfs",
)
TIMES = ("cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime")
"""Keys of a service of one form."""
DURATIONS = {
    "update_config": ("delay", "monitor"),
    "rollback_config": ("delay", "monitor"),
    "restart_policy": ("delay", "window"),
}
