"""The stacks of the benchmarks are what the benchmarks say that they are."""

import pytest
import yaml

from tests.bench.stacks import stack


@pytest.mark.parametrize("count", [1, 3, 50])
def test_every_service_has_ten_variables_a_port_limits_and_a_volume_of_its_own(count: int) -> None:
    data = yaml.safe_load(stack(count))
    assert len(data["services"]) == len(data["volumes"]) == count
    for service in data["services"].values():
        assert len(service["environment"]) == 10
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
        (volume,) = service["volumes"]
        assert volume.partition(":")[0] in data["volumes"]
    published = [port for service in data["services"].values() for port in service["ports"]]
    assert len(set(published)) == count
