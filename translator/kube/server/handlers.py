"""Handlers: what a probe or a hook does. Exactly one of a few things.

Source: `validateHandler` of k8s.io/kubernetes `pkg/apis/core/validation`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Step
from translator.kube.names import HEADER_NAME
from translator.kube.server import limits
from translator.kube.visit import Visit

OF_PROBES = ("exec", "httpGet", "tcpSocket", "grpc")
_NO_SLEEP = 33  # since when a sleep of no length is allowed
OF_HOOKS = ("exec", "httpGet", "tcpSocket", "sleep")


def check(value: Mapping[str, Any], at: Visit, kinds: tuple[str, ...], *steps: Step) -> Iterator[Fault]:
    """The handler in `value`, to which `steps` lead."""
    found = [kind for kind in kinds if kind in value]
    if not found:
        yield at.required(*steps, expected=f"must have one of {', '.join(kinds)}")
    for position, kind in enumerate(found):
        if position:
            yield at.forbidden(*steps, kind, expected=f"must be left out beside {found[0]}: there is only one handler")
        else:
            yield from _CHECKS[kind](value[kind], at, *steps, kind)


def _exec(action: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not action.get("command"):
        yield at.required(*steps, "command")


def _http(action: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from limits.port(at, action.get("port"), *steps, "port")
    scheme = action.get("scheme") or "HTTP"
    if scheme not in ("HTTP", "HTTPS"):
        yield at.unsupported(*steps, "scheme", among=("HTTP", "HTTPS"), value=scheme)
    for index, header in enumerate(action.get("httpHeaders") or ()):
        expected = HEADER_NAME.fault(header.get("name", ""))
        if expected is not None:
            yield at.invalid(*steps, "httpHeaders", expected=f"has a name that {expected}", inner=(index, "name"))


def _tcp(action: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from limits.port(at, action.get("port"), *steps, "port")


def _grpc(action: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from limits.port_number(at, action.get("port") or 0, *steps, "port")


def _sleep(action: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    pod = at.above("pod_spec")
    grace = (pod.value.get("terminationGracePeriodSeconds") if pod else None) or 0
    seconds = action.get("seconds") or 0
    least = 0 if 0 < seconds <= grace or at.whole.minor >= _NO_SLEEP else 1
    if not least <= seconds <= grace:
        # The API server names the handler, and not its field.
        expected = f"must be between {least} and terminationGracePeriodSeconds, which is {grace}"
        yield at.invalid(*steps, expected=expected, value=seconds, inner=("seconds",))


_CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "exec": _exec,
    "httpGet": _http,
    "tcpSocket": _tcp,
    "grpc": _grpc,
    "sleep": _sleep,
}
