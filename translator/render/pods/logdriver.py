"""Log driver: what becomes of `logging`. A Pod has no field for it: the runtime of the node writes what a container prints to
files, the kubelet rotates them, and an agent on each node sends them on.

So a driver that kept the output on the host loses nothing but its own bounds, and one that sent it elsewhere needs an agent.
"""

from translator.model.container import LogDriver
from translator.model.origin import Derived
from translator.model.service import Service
from translator.report.collector import Collector

_LOCAL = frozenset(("json-file", "local", "none", "db"))


def say_driver(service: Service, driver: LogDriver, findings: Collector) -> None:
    """The verdict of a service's log driver and its options."""
    parts = (value.origin for option in driver.options for value in (option.key, option.value))
    origin = Derived("logging", tuple(dict.fromkeys((driver.origin, driver.name.origin, *parts))))
    name = driver.name.value
    if name in _LOCAL:
        findings.ignore(
            "T203",
            f"the log driver {name} of {service.name.value} has no part in a Pod: its node keeps what the container prints",
            origin,
            help="bound and rotate logs by the kubelet: containerLogMaxSize, containerLogMaxFiles" if driver.options else "",
        )
    else:
        findings.approximate(
            "T248",
            f"the log driver {name} of {service.name.value} no longer sends its output: the node keeps it, for kubectl logs",
            origin,
            help="have the cluster's log agent (Fluent Bit, Vector ...) send it where this driver did",
        )
