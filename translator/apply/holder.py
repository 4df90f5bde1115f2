"""Holder: who holds a Lease, as a name that tells a person, and whether that process still lives.

`anna@build-7 pid 4711 (1f0c9a2e.8814.1)`: the first number stands for the machine, its boot and its process namespace, the
second for when the process started, the third counts the runs of the process. So a run that was killed on the same machine is
known to be gone at once, and needs no waiting. Where the kernel does not tell these things, the number is 0 and nobody is ever
known to be gone.
"""

import getpass
import itertools
import os
import re
import socket
from pathlib import Path

from translator.kube.names import hashed

_TOLD = re.compile(r".* pid (?P<pid>[0-9]{1,10}) \((?P<machine>[0-9a-f]+)\.(?P<started>[0-9]+)\.[0-9]+\)")
_UNKNOWN = "0"
_runs = itertools.count(1)


def myself() -> str:
    """A run of this process: two at once, in two threads, are two."""
    return f"{person()} pid {os.getpid()} ({_machine()}.{_started(os.getpid()) or 0}.{next(_runs)})"


def person() -> str:
    """Who runs this process, and where: `anna@build-7`."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without a name, as in many containers
        user = "somebody"
    return f"{user}@{socket.gethostname() or 'somewhere'}"


def is_gone(holder: str) -> bool:
    """Whether the process is known to run no more: it was one of this machine."""
    told = _TOLD.fullmatch(holder)
    if told is None or told["machine"] == _UNKNOWN or told["machine"] != _machine():
        return False
    return _started(int(told["pid"])) != int(told["started"])


def _machine() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        return hashed(boot + os.readlink("/proc/self/ns/pid"))
    except OSError:
        return _UNKNOWN


def _started(pid: int) -> int | None:
    """When a process started, in ticks since the boot; None where there is none, or where it has ended and nobody looked."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()  # the name before it may hold anything
    return None if fields[0] in ("Z", "X") else int(fields[19])
