"""`tmpfs`: file systems in memory.

Maps to  an `emptyDir` volume in memory, with `sizeLimit`.
Grammar  a path or a list of paths, each with options after a colon: `/run:size=64m,mode=1777`.
Differs  `uid`, `gid`, `noexec` and the like have no counterpart and are approximated; without `size`, Docker takes half of the
         host's memory, Kubernetes the container's own limit.
Source   Compose Specification, services, tmpfs; Docker reference, tmpfs mounts.
"""

from translator.model.mount import Mount
from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import words
from translator.normalize.grammar import permission, size

FIELD = "tmpfs"

_KEPT = ("ro", "rw", "mode", "exec", "suid", "dev", "private", "rprivate", "async", "atime", "diratime", "relatime")
"""Options that are carried over, and those that a volume in memory has anyway."""


def read(node: Node, context: Context) -> tuple[Mount, ...]:
    """One mount for each path, in the written order."""
    read = (_mount(word, context) for word in words(node, "tmpfs", context))
    return tuple(one for one in read if one is not None)


def _mount(word: Located[str], context: Context) -> Mount | None:
    target, _, written = word.value.partition(":")
    origin = word.origin
    if not target.startswith("/"):
        context.findings.refuse(
            "T267", "tmpfs must be an absolute path, with options after a colon", origin, help="write /PATH or /PATH:size=64m"
        )
        return None
    options = dict(option.partition("=")[::2] for option in written.split(",") if option)
    limit, mode = size.parse(options.get("size", "")), permission.octal(options.get("mode", ""))
    if "size" in options and limit is None and not options["size"].endswith("%"):
        context.findings.refuse("T255", f"the size of a tmpfs must be {size.EXPECTED}", origin, help="write size=64m")
        return None
    if "mode" in options and mode is None:
        context.findings.refuse("T275", "the mode of a tmpfs must be permission bits", origin, help="write mode=1777")
        return None
    lost = [option for option in sorted(options) if option not in _KEPT and not (option == "size" and limit)]
    if lost:
        context.findings.approximate(
            "T274", f"tmpfs options that a volume in memory does not have are left out: {', '.join(lost)}", origin
        )
    return Mount(
        Located("tmpfs", origin),
        None,
        Located(target, origin),
        origin,
        read_only=Located(True, origin) if "ro" in options else None,
        size=None if limit is None or limit.count == 0 else Located(limit, origin),
        mode=None if mode is None else Located(mode, origin),
    )
