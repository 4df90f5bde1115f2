"""Probes: what a health check becomes, with Docker's own defaults written out.

*Readiness*, always: a Service sends requests to healthy containers only, as Swarm's balancer does. *Liveness*, in the swarm
dialect alone: Swarm replaces an unhealthy task, plain Compose only marks it. *Startup*, where liveness could kill a container
that is still starting: Docker does not count failures within start_period and looks every start_interval, so the startup
probe has that period and lasts start_period and all retries; without a start_period the first look is one interval after the
start. `aliyun.probe.*` gives readiness alone, since that probe never restarted anything.
"""

from translator.model.health import Healthcheck, Probe
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.stack import Dialect
from translator.model.values import NANO, Duration
from translator.render.cause import carrying, derived
from translator.render.pods.expansion import literals
from translator.render.pods.seconds import seconds
from translator.report.collector import Collector


def _docker(amount: int) -> Located[Duration]:
    return Located(Duration(amount * NANO), Default("Docker's default of the health check"))


_INTERVAL, _TIMEOUT, _START_INTERVAL = _docker(30), _docker(30), _docker(5)
_RETRIES = Located(3, Default("Docker's default of the health check"))
_SHELL = ("/bin/sh", "-c")

_EVERY = Located(2, Default("Container Service looked every two seconds"))
_ROOT = Located("/", Default("a probe without a path asks for /"))
_WEB_PORTS = {"http": Located(80, Default("port of http")), "https": Located(443, Default("port of https"))}


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A GET of `path` at `port`; `scheme` is HTTP or HTTPS."""

    path: Located[str]
    port: Located[int]
    scheme: Located[str]


@dataclass(frozen=True, slots=True)
class ProbeView:
    """A probe: one of `command`, `http` and `tcp`; times in seconds. None is Kubernetes' own default."""

    command: tuple[Located[str], ...] = ()
    http: HttpRequest | None = None
    tcp: Located[int] | None = None
    delay: Located[int] | None = None
    timeout: Located[int] | None = None
    period: Located[int] | None = None
    failures: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Probes:
    """The probes of a container."""

    startup: ProbeView | None = None
    liveness: ProbeView | None = None
    readiness: ProbeView | None = None


NONE = Probes()


def probes(service: Service, dialect: Dialect, findings: Collector) -> Probes:
    """The probes for the health check and the probe labels of a service."""
    found = NONE if service.healthcheck is None else _checked(service.healthcheck, dialect, findings)
    if service.probe is None:
        return found
    if found.readiness is not None and service.healthcheck is not None:
        findings.approximate(
            "T473",
            f"{service.name.value} has a health check and aliyun.probe labels; the labels decide when it gets requests",
            service.healthcheck.origin,
            help="keep one of the two",
        )
    return Probes(found.startup, found.liveness, _labelled(service.probe))


def _checked(check: Healthcheck, dialect: Dialect, findings: Collector) -> Probes:
    if check.disabled is not None and check.disabled.value:
        return NONE  # said where it was read; there is nothing of the image's own to switch off
    if check.test is None or not check.test.words:
        findings.refuse(
            "T470",
            "the health check has no test of its own, and Kubernetes does not read the one of the image",
            check.origin,
            help="write the image's HEALTHCHECK as healthcheck.test; docker image inspect shows it under Config",
        )
        return NONE
    command = _command(check)
    interval = check.interval or _INTERVAL
    period = seconds(interval, "healthcheck.interval", findings, least=1)
    timeout = seconds(check.timeout or _TIMEOUT, "healthcheck.timeout", findings, least=1)
    retries = check.retries or _RETRIES
    readiness = ProbeView(command, timeout=timeout, period=period, failures=retries)
    if dialect is not Dialect.SWARM:
        _say_without_effect(check, findings)
        return Probes(readiness=readiness)
    if check.start_period is None:
        if check.start_interval is not None:
            _ignore(check.start_interval, "start_interval counts within a start_period, and there is none", findings)
        delay = Located(period.value, derived("one interval before the first look", period))
        return Probes(
            liveness=ProbeView(command, delay=delay, timeout=timeout, period=period, failures=retries), readiness=readiness
        )
    startup = _startup(check, command, interval, timeout, retries, findings)
    return Probes(startup, ProbeView(command, timeout=timeout, period=period, failures=retries), readiness)


def _startup(
    check: Healthcheck,
    command: tuple[Located[str], ...],
    interval: Located[Duration],
    timeout: Located[int],
    retries: Located[int],
    findings: Collector,
) -> ProbeView:
    """The startup probe: it fails only after start_period and then as many intervals as there are retries."""
    assert check.start_period is not None
    every = seconds(check.start_interval or _START_INTERVAL, "healthcheck.start_interval", findings, least=1)
    length = check.start_period.value.nanoseconds + retries.value * interval.value.nanoseconds
    failures = -(-length // (every.value * NANO))
    origin = derived("start_period and retries x interval, in periods", check.start_period, retries, interval, every)
    return ProbeView(command, timeout=timeout, period=every, failures=Located(failures, origin))


def startup_seconds(found: Probes) -> int:
    """How long a container may take to start before it is given up, as far as its probes say."""
    startup = found.startup
    if startup is None or startup.failures is None or startup.period is None:
        return 0
    return startup.failures.value * startup.period.value


def _command(check: Healthcheck) -> tuple[Located[str], ...]:
    assert check.test is not None
    words = literals(check.test.words)
    if not check.shell:
        return words
    shell = Derived("CMD-SHELL runs a shell", (check.test.origin,))
    return (*(Located(word, shell) for word in _SHELL), *words)


def _say_without_effect(check: Healthcheck, findings: Collector) -> None:
    for value, name in ((check.start_period, "start_period"), (check.start_interval, "start_interval")):
        if value is not None:
            _ignore(value, f"{name} has no effect: a Pod gets requests after its first success, whenever that is", findings)


def _ignore(value: Located[Duration], message: str, findings: Collector) -> None:
    findings.ignore("T462", message, value.origin)


def _labelled(probe: Probe) -> ProbeView:
    """The readiness probe of `aliyun.probe.*`, which has a command or an address."""
    delay, timeout, scheme = probe.initial_delay, probe.timeout, probe.scheme
    if probe.command is not None:
        return ProbeView(literals(probe.command.words), delay=delay, timeout=timeout, period=_EVERY)
    assert scheme is not None
    if scheme.value == "tcp":
        assert probe.port is not None
        return ProbeView(tcp=carrying(probe.port, "aliyun.probe.url", scheme), delay=delay, timeout=timeout, period=_EVERY)
    port = probe.port or _WEB_PORTS[scheme.value]
    request = HttpRequest(probe.path or _ROOT, port, Located(scheme.value.upper(), scheme.origin))
    return ProbeView(http=request, delay=delay, timeout=timeout, period=_EVERY)
