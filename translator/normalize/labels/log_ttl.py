"""Days for which a log is kept.

What it does
    Container Service makes the Logstore of `aliyun.log_store_NAME` with that retention; 2 days unless written.
Maps to
    The environment variable `aliyun_logs_NAME_ttl` of the container, or `lifeCycle` of the AliyunLogConfig.
Grammar
    `aliyun.log_ttl_{name}`: an integer from 1 to 365, such as `aliyun.log_ttl_access: "30"`, beside `aliyun.log_store_access`.
Differs from Swarm
    It counts when the Logstore is made, as before: later changes are made in Log Service. Without it ACK keeps a log for 90
    days.
Source
    Container Service (Swarm) user guide, "Log Service integration"; ACK user guide, "log collection".
"""

from dataclasses import replace

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.log_ttl_{name}"
FIELD = "log_stores"

_LONGEST = 365


def read(label: Label, hole: Located[str] | None, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    """The stores, the one of the same name with its days."""
    days = number(label, context, least=1, most=_LONGEST, example=30)
    if days is None:
        return current
    name = "" if hole is None else hole.value
    if not any(store.name.value == name for store in current):
        context.findings.ignore(
            "T364",
            f"{label.key.value} is about a log that no aliyun.log_store_ label collects",
            label.value.origin,
            help="add aliyun.log_store_ with the same name, or remove it",
        )
        return current
    ttl = Located(days, Derived(label.key.value, (label.value.origin,)))
    return tuple(replace(store, ttl=ttl) if store.name.value == name else store for store in current)
