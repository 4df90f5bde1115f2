"""Resources: processor time and memory. Docker's limit is a limit, its reservation a request.

A container with a limit and no request gets a request as high as the limit from the API server; in Swarm it reserved nothing.
That is said, and `resources.request_ratio` of the configuration requests a part of the limit instead. Finer than a thousandth
of a core is rounded up, since Kubernetes counts no finer.
"""

from translator.kube import quantity
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import ResourceDefaults
from translator.model.values import Bytes, Cpus
from translator.render.view import Pairs
from translator.report.collector import Collector

_MILLI = 1_000_000
_DISK = Located("ephemeral-storage", Default("resource of Kubernetes"))
_NAMES = {name: Located(name, Default("resource of Kubernetes")) for name in ("cpu", "memory")}


@dataclass(frozen=True, slots=True)
class ResourceView:
    """`requests` and `limits`, by resource: quantities."""

    requests: Pairs
    limits: Pairs


@dataclass(frozen=True, slots=True)
class _Amount:
    """A resource: in thousand-millionths of a core, or bytes, and as it is written."""

    number: int
    text: Located[str]


def resources(service: Service, defaults: ResourceDefaults, findings: Collector) -> ResourceView | None:
    """The resources of a service's container; None where nothing says any."""
    limits, reservations = service.limits, service.reservations
    rows = (
        ("cpu", _cpus(limits.cpus, findings), _cpus(reservations.cpus, findings), defaults.cpu_limit, defaults.cpu_request),
        ("memory", _memory(limits.memory), _memory(reservations.memory), defaults.memory_limit, defaults.memory_request),
    )
    requests: list[tuple[Located[str], Located[str]]] = []
    bounds: list[tuple[Located[str], Located[str]]] = []
    for name, written, request, default_limit, default_request in rows:
        limit = written or (None if default_limit is None else _amount(name, default_limit))
        asked = _request(service, name, limit, request, default_request, defaults.request_ratio, findings)
        if limit is not None:
            bounds.append((_NAMES[name], limit.text))
        if asked is not None:
            requests.append((_NAMES[name], asked))
    if service.disk_limit is not None:
        bounds.append((_DISK, Located(quantity.size(service.disk_limit.value.count), service.disk_limit.origin)))
    return ResourceView(tuple(requests), tuple(bounds)) if requests or bounds else None


def _request(
    service: Service,
    name: str,
    limit: _Amount | None,
    request: _Amount | None,
    default: Located[str] | None,
    ratio: Located[float] | None,
    findings: Collector,
) -> Located[str] | None:
    if request is not None:
        if limit is not None and request.number > limit.number:
            findings.refuse(
                "T465",
                f"{service.name.value} reserves {request.text.value} of {name} and may use only {limit.text.value}",
                request.text.origin,
                help="reserve at most the limit",
            )
            return None
        return request.text
    if limit is None:
        return default
    if ratio is not None:
        return _part(name, limit, ratio)
    if default is not None and _amount(name, default).number <= limit.number:
        return default
    findings.add(
        "T464",
        f"{service.name.value} limits {name} and reserves none, so Kubernetes reserves the whole limit, {limit.text.value}",
        limit.text.origin,
        help="write deploy.resources.reservations, or resources: {request_ratio: 0.5} in translator.yaml",
    )
    return None


def _part(name: str, limit: _Amount, ratio: Located[float]) -> Located[str]:
    origin = Derived("resources.request_ratio of the limit", (limit.text.origin, ratio.origin))
    number = max(1, round(limit.number * ratio.value))
    return Located(quantity.cpus(_whole(number)) if name == "cpu" else quantity.size(number), origin)


def _amount(name: str, written: Located[str]) -> _Amount:
    """A quantity of the configuration, whose schema has seen to its grammar."""
    nano = quantity.parse(written.value)
    assert nano is not None
    return _Amount(nano if name == "cpu" else nano // quantity.NANO, written)


def _whole(nano: int) -> int:
    """Processor time rounded up to thousandths of a core."""
    return -(-nano // _MILLI) * _MILLI


def _cpus(written: Located[Cpus] | None, findings: Collector) -> _Amount | None:
    if written is None or written.value.nano == 0:
        return None
    nano = _whole(written.value.nano)
    text = quantity.cpus(nano)
    if nano == written.value.nano:
        return _Amount(nano, Located(text, written.origin))
    findings.approximate(
        "T466",
        f"{written.value.nano / quantity.NANO:g} of a core is finer than Kubernetes counts: {text} is written",
        written.origin,
        help="write thousandths of a core",
    )
    return _Amount(nano, Located(text, Derived("rounded up to thousandths of a core", (written.origin,))))


def _memory(written: Located[Bytes] | None) -> _Amount | None:
    if written is None or written.value.count == 0:
        return None
    return _Amount(written.value.count, Located(quantity.size(written.value.count), written.origin))
