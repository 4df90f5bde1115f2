"""Host network: services whose Pods have the network of their node, where nothing is published, since every port is the node's.

Docker discards `ports` of such a container with a warning: the program itself decides at which port of the machine it listens.
"""

from translator.model.service import Service
from translator.report.collector import Collector


def in_host_network(service: Service) -> bool:
    """Whether the containers of a service have the network of their node."""
    return service.network_mode is not None and service.network_mode.scope.value == "host"


def say_discarded(service: Service, findings: Collector) -> None:
    """Says of each published port that Docker did not publish it either."""
    for port in service.ports:
        if port.published is not None:
            findings.ignore(
                "T462",
                f"port {port.published.value} of {service.name.value} is not published: in the network of its node the program "
                "listens there itself",
                port.origin,
                help="call the node at the port of the program, or remove network_mode: host to publish another one",
            )
