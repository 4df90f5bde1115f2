"""A log that Log Service collects.

What it does
    Container Service sends the standard output of the containers, or the files of one directory, to the Logstore
    `acslog-APPLICATION-NAME` of the cluster's Log Service project.
Maps to
    The environment variable `aliyun_logs_NAME` of the container, which the collector of ACK reads; for files also a volume at
    their directory, since the collector sees volumes only.
Grammar
    `aliyun.log_store_{name}: stdout`, or an absolute path whose last part may be a pattern, such as
    `aliyun.log_store_access: /var/log/nginx/*.log`. The name has up to 63 letters, digits, hyphens and underscores. Two stores
    cannot share one directory.
Differs from Swarm
    The Logstore is called `NAME`, in lower case and with hyphens for underscores, `log-NAME` where that has less than three
    characters, without the application in front: whoever reads the old one must move. The volume hides what the image has in
    the directory; where one is mounted there already, or above, it serves. The name is that of the collector's settings too:
    stacks of one cluster must not give it to logs at different places.
Source
    Container Service (Swarm) user guide, "Log Service integration"; ACK user guide, "log collection".
"""

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize import logs
from translator.normalize.complaint import shown
from translator.normalize.context import Context

KEY = "aliyun.log_store_{name}"
FIELD = "log_stores"


def read(label: Label, hole: Located[str] | None, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    """The stores so far, and this one where it is right and shares neither name nor directory with them."""
    target = label.value.value.strip()
    if hole is None or not _is_name(hole, label, context) or not logs.is_target(target, label, context):
        return current
    rule = Derived(label.key.value, (label.value.origin,))
    name = Located(hole.value, Derived(label.key.value, (label.key.origin,)))
    return logs.added(LogStore(name, Located(target, rule), rule, label=label.key.value), current, label, context)


def _is_name(hole: Located[str], label: Label, context: Context) -> bool:
    name = hole.value
    expected = logs.name_fault(name)
    if expected is None:
        return True
    found = f", not {shown(name, hole)}" if name else ""
    message = f"aliyun.log_store_ must be followed by {expected}{found}"
    context.findings.refuse("T303", message, label.key.origin, help=f"write it like aliyun.log_store_access: {logs.FILES}")
    return False
