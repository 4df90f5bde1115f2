"""Sockets of container runtimes, by the names of their files: T609 tells of them, and T611 leaves them to it."""

SOCKETS = ("docker.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock")
