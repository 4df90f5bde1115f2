"""Sockets of container runtimes."""

import pytest

from translator.kube.sockets import of_runtime


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/var/run/docker.sock", True),
        ("/run/user/1000/docker.sock", True),
        ("/run/docker.sock/", True),
        ("/run/containerd/containerd.sock", True),
        ("/var/run/crio/crio.sock", True),
        ("/run/cri-dockerd.sock", True),
        ("/var/run/dockershim.sock", True),
        ("/run/podman/podman.sock", True),
        ("/run/mysqld/mysqld.sock", False),
        ("/run/docker", False),
        ("/run/docker.sock/inner", False),
        ("/", False),
        ("", False),
    ],
)
def test_which_paths_are_sockets_of_a_runtime(path: str, expected: bool) -> None:
    assert of_runtime(path) is expected
