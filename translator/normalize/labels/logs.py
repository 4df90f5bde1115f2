"""Directories whose logs are collected: the older form, without names.

What it does
    Container Service collects the files of each directory. Under which name they were stored is not documented.
Maps to
    A log for each directory, called by the service and the last part of the path: the environment variable `aliyun_logs_NAME`
    with every file of the directory, or an AliyunLogConfig, and a volume at the directory.
Grammar
    Absolute paths of directories, separated by commas, such as `aliyun.logs: /var/log,/var/log/nginx`.
Differs from Swarm
    The name of the Logstore is the translator's choice, so whoever reads the old one must move. The volume hides what the image
    has in the directory.
Source
    Samples of Container Service; ACK user guide, "log collection".
"""

import posixpath
import re

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize import logs
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.logs"
FIELD = "log_stores"

_EXAMPLE = "/var/log/nginx"


def read(label: Label, _hole: Located[str] | None, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    """The logs so far, and one for each directory."""
    origin = label.value.origin
    paths = [path for path in (part.strip() for part in label.value.value.split(",")) if path]
    if not paths:
        bad_value(label, context, must="name directories, separated by commas", example=_EXAMPLE, read=label.value.value)
    for path in paths:
        target = posixpath.join(path, "*")
        if not logs.is_target(target, label, context):
            continue
        name = _name(context.service, path)
        context.findings.approximate(
            "T365",
            f"{KEY} gives its logs no names: those of {context.service} are collected as {name}",
            origin,
            help="write aliyun.log_store_NAME with the path and a pattern of the files to name them",
        )
        rule = Derived(KEY, (origin,))
        current = logs.added(LogStore(Located(name, rule), Located(target, rule), rule, label=KEY), current, label, context)
    return current


def _name(service: str, path: str) -> str:
    last = posixpath.basename(posixpath.normpath(path))
    return re.sub(r"[^a-z0-9]+", "-", f"{service}-{last}".lower()).strip("-")[:55].strip("-") or "log"
