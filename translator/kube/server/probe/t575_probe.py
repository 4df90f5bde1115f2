"""A probe has no handler, several, or a number that it cannot have.

A probe runs a command, opens a TCP connection, or asks by HTTP or gRPC: exactly one of them. The numbers are at least 0,
and a terminationGracePeriodSeconds at least 1, which a readiness probe cannot have. Liveness and startup probes succeed
after one success. Ports are numbers from 1 to 65535 or names of ports; the scheme is HTTP or HTTPS.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import handlers, limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T575", "bad-probe", __doc__),)

_NUMBERS = ("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """One probe."""
    yield from handlers.check(value, at, handlers.OF_PROBES)
    yield from limits.natural(at, *_NUMBERS)
    grace = value.get("terminationGracePeriodSeconds")
    if grace is not None and grace < 1:
        yield at.invalid("terminationGracePeriodSeconds", expected="must be at least 1", value=grace)
    if at.field == "readinessProbe":
        if grace is not None:
            yield at.invalid("terminationGracePeriodSeconds", expected="must be left out of a readiness probe", value=grace)
    elif value.get("successThreshold", 1) != 1:
        yield at.invalid(
            "successThreshold", expected="must be 1 in liveness and startup probes", value=value["successThreshold"]
        )
