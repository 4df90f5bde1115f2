"""Logs that labels name: what a place of a log looks like, and which logs can stand beside one another.

`aliyun.log_store_NAME` of Container Service, and `aliyun.logs.NAME` of log-pilot say the same in two ways. Log Service forbids
two stores in one directory, since each needs a volume of its own there.
"""

import posixpath
import re

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.normalize.complaint import bad_value, excerpt, shown
from translator.normalize.context import Context

STDOUT, FILES = "stdout", "/var/log/nginx/*.log"
_NAME = re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_]{0,61}[A-Za-z0-9])?")


def name_fault(name: str) -> str | None:
    """What the name of a log must be instead, as the rest of a sentence; None where it is one."""
    if _NAME.fullmatch(name) is None:
        return "a name of up to 63 letters, digits, hyphens and underscores"
    return None


def is_target(target: str, label: Label, context: Context) -> bool:
    """Whether a place is stdout or a path that can be collected; a finding where it is not."""
    if target == STDOUT:
        return True
    folder, _, file = target.rpartition("/")
    if not target.startswith("/"):
        must = "be stdout or an absolute path"
    elif not all(sign.isprintable() for sign in target):
        must = "be a path of visible characters"
    elif not file:
        must = "end in a file name or a pattern, such as *.log"
    elif re.search(r"[*?\[\]]", folder):
        must = "have a pattern in its last part only"
    elif ".." in target.split("/") or file == ".":
        must = "name a file without going up by .."
    elif directory(target) == "/":
        must = "name a file in a directory other than /, since a volume is mounted there"
    else:
        return True
    bad_value(label, context, must=must, example=FILES, read=target)
    return False


def directory(path: str) -> str:
    """The folder of a file, in its shortest form."""
    return posixpath.normpath("/" + posixpath.dirname(path).lstrip("/"))


def added(store: LogStore, current: tuple[LogStore, ...], label: Label, context: Context) -> tuple[LogStore, ...]:
    """The logs so far and this one, unless it shares its name or its folder with one of them, which is refused."""
    name, target = store.name.value, store.target.value
    for other in current:
        if _key(other.name.value) == _key(name):
            shared = f"the name {excerpt(_key(name))}"
        elif target != STDOUT != other.target.value and directory(target) == directory(other.target.value):
            shared = f"the directory {shown(directory(target), label.value)}"
        else:
            continue
        message = f"{label.key.value} shares {shared} with {other.label}"
        help = "give each store a name and a directory of its own"
        context.findings.refuse("T310", message, label.value.origin, help=help)
        return current
    return (*current, store)


def _key(name: str) -> str:
    """A name as the collector takes it."""
    return name.lower().replace("_", "-")
