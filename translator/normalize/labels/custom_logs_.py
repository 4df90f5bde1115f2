"""A log that log-pilot collects, under the prefix that a cluster chose for its labels.

What it does
    log-pilot can be told to read labels that begin with `custom` instead of `aliyun`; they mean the same.
Maps to
    What `aliyun.logs.{name}` maps to: environment variables for the collector of ACK, or an AliyunLogConfig.
Grammar
    That of `aliyun.logs.{name}`, such as `custom.logs.catalina: stdout`.
Differs from Swarm
    As `aliyun.logs.{name}`.
Source
    README of AliyunContainerService/log-pilot, PILOT_LOG_PREFIX.
"""

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import log_pilot
from translator.normalize.context import Context

KEY = "custom.logs.{name}"
FIELD = "log_stores"


def read(label: Label, hole: Located[str] | None, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    """The logs so far, and this one, or with this setting of one."""
    return log_pilot.read(label, hole, current, "custom.logs.", context)
