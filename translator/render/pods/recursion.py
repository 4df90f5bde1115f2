"""Recursion: what a bind makes of file systems that are mounted below its source.

Docker shows them, and makes them read-only with the rest where the kernel can. Kubernetes shows them too, and leaves them
writable unless `recursiveReadOnly` asks for more, which it can since 1.33 for a read-only mount without propagation. Sources:
Docker documentation, bind mounts, `bind-recursive`; Kubernetes documentation, Volumes, recursive read-only mounts.
"""

from translator.kube.versions import minor
from translator.model.mount import Mount
from translator.model.origin import Derived, Located
from translator.report.collector import Collector

SINCE = 33


def recursive_read_only(
    mount: Mount, propagation: Located[str] | None, kubernetes: str, findings: Collector
) -> Located[str] | None:
    """`recursiveReadOnly` of a mount that says something of it; None where it needs none, or cannot be had."""
    written = mount.recursive
    assert written is not None
    if written.value == "disabled":
        findings.refuse(
            "T225",
            "volumes.bind.recursive disabled hides what is mounted below the path, which the kubelet always shows",
            written.origin,
            help="mount the folders that are wanted one by one",
        )
    elif written.value == "readonly":
        read_only = mount.read_only is not None and mount.read_only.value
        if read_only and minor(kubernetes) >= SINCE and (propagation is None or propagation.value == "None"):
            return Located("Enabled", Derived("recursive readonly", (written.origin,)))
        findings.refuse(
            "T225",
            f"volumes.bind.recursive readonly needs a read-only mount without propagation, and Kubernetes 1.{SINCE}",
            written.origin,
            help=f"write read_only: true, no propagation, and --kubernetes 1.{SINCE} or later",
        )
    return None
