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
    The Logstore is called `NAME`, in lower case, without the application in front: whoever reads the old one must move. The
    volume hides what the image has in the directory.
Source
    Container Service (Swarm) user guide, "Log Service integration"; ACK user guide, "log collection".
"""

import posixpath
import re

from translator.model.origin import Derived, Located
from translator.model.service import Label, LogStore
from translator.normalize.complaint import bad_value, excerpt, shown
from translator.normalize.context import Context

KEY = "aliyun.log_store_{name}"
FIELD = "log_stores"

_STDOUT, _FILES = "stdout", "/var/log/nginx/*.log"
_NAME = re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_]{0,61}[A-Za-z0-9])?")
_COMPANIONS = ("_tags", "_project", "_logstore", "_machinegroup", "_shard", "_ttl")
"""Endings by which the collector tells settings of another store (`aliyun_logs_web_ttl`) from a store."""


def read(label: Label, hole: Located[str] | None, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    """The stores so far, and this one where it is right and shares neither name nor directory with them."""
    origin = label.value.origin
    target = label.value.value.strip()
    if hole is None or not _is_name(hole, label, context) or not _is_target(target, label, context):
        return current
    name = hole.value
    for store in current:
        if store.name.value.lower() == name.lower():
            shared = f"the name {excerpt(name.lower())}"
        elif target != _STDOUT != store.target.value and _directory(target) == _directory(store.target.value):
            shared = f"the directory {shown(_directory(target), label.value)}"
        else:
            continue
        message = f"{label.key.value} shares {shared} with aliyun.log_store_{store.name.value}"
        context.findings.refuse("T310", message, origin, help="give each store a name and a directory of its own")
        return current
    rule = Derived(label.key.value, (origin,))
    return (*current, LogStore(Located(name, Derived(label.key.value, (label.key.origin,))), Located(target, rule), rule))


def _is_name(hole: Located[str], label: Label, context: Context) -> bool:
    name = hole.value
    if _NAME.fullmatch(name) is None:
        expected = "a name of up to 63 letters, digits, hyphens and underscores"
    elif name.lower().endswith(_COMPANIONS):
        expected = (
            f"a name that does not end in {', '.join(_COMPANIONS)}, which the collector reads as settings of another store"
        )
    else:
        return True
    found = f", not {shown(name, hole)}" if name else ""
    message = f"aliyun.log_store_ must be followed by {expected}{found}"
    context.findings.refuse("T303", message, label.key.origin, help=f"write it like aliyun.log_store_access: {_FILES}")
    return False


def _is_target(target: str, label: Label, context: Context) -> bool:
    if target == _STDOUT:
        return True
    directory, _, file = target.rpartition("/")
    if not target.startswith("/"):
        must = "be stdout or an absolute path"
    elif not all(sign.isprintable() for sign in target):
        must = "be a path of visible characters"
    elif not file:
        must = "end in a file name or a pattern, such as *.log"
    elif re.search(r"[*?\[\]]", directory):
        must = "have a pattern in its last part only"
    elif ".." in target.split("/") or file == ".":
        must = "name a file without going up by .."
    elif _directory(target) == "/":
        must = "name a file in a directory other than /, since a volume is mounted there"
    else:
        return True
    bad_value(label, context, must=must, example=_FILES, read=target)
    return False


def _directory(path: str) -> str:
    return posixpath.normpath("/" + posixpath.dirname(path).lstrip("/"))
