"""Services bound to load balancers that exist: what their annotations say, and what they leave to the instance."""

from pathlib import Path

from tests.render.labelled import labelled

PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-"
PORTS = 'ports: ["53:53", "53:53/udp", "80:80"]'


def test_a_network_load_balancer_that_exists_keeps_its_zones(tmp_path: Path) -> None:
    made = labelled(tmp_path, {"aliyun.lb.port_80": "tcp://nlb-0example:80"}, PORTS)
    service = made.body("Service", "web-slb-nlb-0example")
    assert service["spec"]["loadBalancerClass"] == "alibabacloud.com/nlb"
    assert service["metadata"]["annotations"] == {
        f"{PREFIX}id": "nlb-0example",
        f"{PREFIX}force-override-listeners": "false",
        f"{PREFIX}protocol-port": "tcp:80",
    }


def test_tcp_and_udp_at_one_number_have_the_protocols_of_their_ports(tmp_path: Path) -> None:
    """The cloud controller takes the first entry of protocol-port that has the number, for both ports."""
    labels = {"aliyun.lb.port_53": "tcp://lb-0example:53;udp://lb-0example:53", "aliyun.lb.port_80": "http://lb-0example:80"}
    service = labelled(tmp_path, labels, PORTS).body("Service", "web-slb-lb-0example")
    assert [(port["port"], port["protocol"]) for port in service["spec"]["ports"]] == [(53, "TCP"), (53, "UDP"), (80, "TCP")]
    assert service["metadata"]["annotations"][f"{PREFIX}protocol-port"] == "http:80"


def test_without_an_entry_there_is_no_protocol_port(tmp_path: Path) -> None:
    labels = {"aliyun.lb.port_53": "tcp://lb-0example:53;udp://lb-0example:53"}
    service = labelled(tmp_path, labels, PORTS).body("Service", "web-slb-lb-0example")
    assert f"{PREFIX}protocol-port" not in service["metadata"]["annotations"]
