"""Listener of a load balancer instance (SLB) for a container port.

What it does
    Container Service makes an existing instance listen at the front port and pass requests to the host port that `ports` maps
    to the container port. The instance is named by its name or its id.
Maps to
    A Service of type LoadBalancer for each instance, bound to it by its id
    (`service.beta.kubernetes.io/alibaba-cloud-loadbalancer-id`), with the front port, `protocol-port`, `cert-id` where the
    configuration names one, and `force-override-listeners`, which is "false" unless the configuration says so for the
    instance. A name needs its id in translator.yaml: `load_balancers: {NAME: lb-...}`.
Grammar
    `aliyun.lb.port_{port}: SCHEME://INSTANCE:FRONT-PORT`, several separated by semicolons. The scheme is tcp, udp, http or
    https; the name of an instance has up to 80 letters, digits and `- _ / .`. Examples: `http://slb_example:8080`,
    `tcp://lb-2ze0e2wlvf9l1hfv9m1lv:5000`. The container port must stand in `ports`, at a host port other than 9080, 2376 and
    3376, which the old cluster used itself.
Differs from Swarm
    The load balancer reaches the Pods by node ports of the Service, or directly, and the host port is not needed any more.
    Listeners that the instance has already are left alone until the configuration gives them to the Service.
Source
    Container Service (Swarm) user guide, "lb", help page 56407; ACK user guide, annotations of CLB and NLB; the semicolons: the
    parser of the migration tool.
"""

import re

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Listener
from translator.normalize.complaint import bad_value, shown
from translator.normalize.context import Context
from translator.normalize.grammar import integer
from translator.normalize.grammar.url import Url, split

KEY = "aliyun.lb.port_{port}"
FIELD = "listeners"

_EXAMPLE = "http://slb_example:8080"
_SCHEMES = ("tcp", "udp", "http", "https")
_INSTANCE = re.compile(r"[-A-Za-z0-9_/.]{1,80}")
_WHOLE = re.compile(r"([a-z]+)://([^:]*):([^:]*)", re.IGNORECASE)
_HIGHEST = 65535


def read(label: Label, hole: Located[str] | None, current: tuple[Listener, ...], context: Context) -> tuple[Listener, ...]:
    """The listeners so far, and one for each value that is right; each value that is wrong is refused for itself."""
    port = _port(hole, label, context)
    if port is None:
        return current
    values = [value for value in (part.strip() for part in label.value.value.split(";")) if value]
    if not values:
        bad_value(label, context, must="name an instance and its port", example=_EXAMPLE, read=label.value.value)
    found = list(current)
    for value in values:
        url = _split(value)
        fault = _fault(url)
        if fault is not None:
            part, must, quoted = fault
            bad_value(label, context, must=must, example=_EXAMPLE, read=None if "@" in value else quoted, part=part)
            continue
        listener = _listener(port, url, label)
        taken = next((one for one in found if _place(one) == _place(listener)), None)
        if taken is None:
            found.append(listener)
        else:
            context.findings.refuse(
                "T342",
                f"{label.key.value} takes the port {shown(str(listener.front.value), label.value)} of "
                f"{shown(listener.balancer.value, label.value)}, which port {taken.port.value} has already",
                label.value.origin,
                help="give each container port a front port of its own",
            )
    return tuple(found)


def _port(hole: Located[str] | None, label: Label, context: Context) -> Located[int] | None:
    number = None if hole is None else integer.parse(hole.value, 1, _HIGHEST)
    if number is not None:
        return Located(number, Derived(label.key.value, (label.key.origin,)))
    found = f", not {shown(hole.value, hole)}" if hole is not None and hole.value else ""
    context.findings.refuse(
        "T303",
        f"aliyun.lb.port_ must be followed by a container port from 1 to 65535{found}",
        label.key.origin,
        help=f"write it like aliyun.lb.port_80: {_EXAMPLE}",
    )
    return None


def _split(value: str) -> Url:
    """The parts of a value. The name of an instance may hold a slash, which ends the host of other addresses."""
    whole = _WHOLE.fullmatch(value)
    return split(value) if whole is None else Url(whole[1].lower(), whole[2], whole[3], "")


def _fault(url: Url) -> tuple[str, str, str | None] | None:
    """The part that is wrong, what it must be or do, and how it reads."""
    if url.scheme not in _SCHEMES:
        return "the scheme", "be tcp, udp, http or https", url.scheme
    if "," in url.host:
        return "", "separate its values by semicolons", None
    if _INSTANCE.fullmatch(url.host) is None:
        return "the instance", "be a name or an id of up to 80 letters, digits and - _ / .", url.host
    if integer.parse(url.port or "", 1, _HIGHEST) is None:
        return "the front port", "be a number from 1 to 65535", url.port
    if url.rest:
        return "the front port", "end the value: a load balancer knows no paths", url.rest
    return None


def _listener(port: Located[int], url: Url, label: Label) -> Listener:
    rule = Derived(label.key.value, (label.value.origin,))
    assert url.scheme is not None
    front = integer.parse(url.port or "", 1, _HIGHEST)
    assert front is not None
    return Listener(port, Located(url.scheme, rule), Located(url.host, rule), Located(front, rule), None, rule)


def _place(listener: Listener) -> tuple[str, int, bool]:
    return listener.balancer.value, listener.front.value, listener.scheme.value == "udp"
