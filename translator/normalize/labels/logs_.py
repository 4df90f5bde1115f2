"""A log that log-pilot collects, and its settings.

What it does
    log-pilot, an agent on each node, reads the label from Docker and sends the log to its store, parsed by `.format` and with
    the tags of `.tags`.
Maps to
    The environment variable `aliyun_logs_NAME` of the container, which the collector of ACK reads, with `aliyun_logs_NAME_tags`
    and, for `.target`, `aliyun_logs_NAME_logstore`; or an AliyunLogConfig, by `logs: {form: resource}` in the configuration.
    For files also a volume at their directory.
Grammar
    `aliyun.logs.{name}: stdout`, or an absolute path whose last part may be a pattern, such as `aliyun.logs.catalina:
    /usr/local/tomcat/logs/catalina.*.log`. Beside it `.format` (none, json, csv, nginx, apache2, regexp), `.format.pattern`,
    `.format.time_format`, `.tags` (`k1=v1,k2=v2`) and `.target`.
Differs from Swarm
    The store is Log Service, whatever log-pilot wrote to. The collector keeps lines as they are: of the formats only json is
    parsed, and only by an AliyunLogConfig. The volume hides what the image has in the directory.
Source
    README and documents of AliyunContainerService/log-pilot; ACK user guide, "log collection".
"""

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import log_pilot
from translator.normalize.context import Context

KEY = "aliyun.logs.{name}"
FIELD = "log_stores"


def read(label: Label, hole: Located[str] | None, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    """The logs so far, and this one, or with this setting of one."""
    return log_pilot.read(label, hole, current, "aliyun.logs.", context)
