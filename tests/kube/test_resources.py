"""Names of resources."""

import pytest

from translator.kube import resources


@pytest.mark.parametrize("name", ["cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "nvidia.com/gpu", "kubernetes.io/x"])
def test_what_a_container_can_ask_for(name: str) -> None:
    assert resources.fault_in_container(name) is None


@pytest.mark.parametrize("name", ["pods", "storage", "requests.cpu", "gpu", "", "a b", "a/b/c"])
def test_what_it_cannot(name: str) -> None:
    assert resources.fault_in_container(name) is not None


@pytest.mark.parametrize("name", ["pods", "requests.storage", "limits.memory", "requests.hugepages-2Mi", "count/jobs.batch"])
def test_what_a_quota_knows(name: str) -> None:
    assert resources.fault(name) is None


@pytest.mark.parametrize(
    ("name", "counted", "overcommittable"),
    [("cpu", False, True), ("pods", True, True), ("nvidia.com/gpu", True, False), ("hugepages-2Mi", False, False)],
)
def test_what_a_name_means(name: str, counted: bool, overcommittable: bool) -> None:
    assert resources.is_counted(name) is counted
    assert resources.is_overcommittable(name) is overcommittable
