"""Sockets of container runtimes: who can write to one commands the node. They are told by the names of their files.

Sources: the defaults of Docker, containerd, CRI-O, Podman, cri-dockerd, and of the dockershim of Kubernetes before 1.24.
"""

import posixpath

_NAMES = frozenset(("containerd.sock", "cri-dockerd.sock", "crio.sock", "docker.sock", "dockershim.sock", "podman.sock"))


def of_runtime(path: str) -> bool:
    """Whether a path of a node is such a socket, in whatever folder it lies."""
    return posixpath.basename(posixpath.normpath(path)) in _NAMES
