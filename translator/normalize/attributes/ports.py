"""`ports`: container ports, and the ports of the host or of the swarm at which they are published.

Maps to  the ports of the service's Services; `mode: host` to `hostPort` of the container.
Grammar  `[[HOST-IP:][PUBLISHED:]TARGET[/PROTOCOL]`, ranges on either side, or a map with `target`, `published`, `host_ip`,
         `protocol`, `mode`, `name` and `app_protocol`.
Differs  of a range published for one target Docker takes any free port, here the first; a range of more than a thousand ports
         is refused, since each becomes a line of a Service.
Source   Compose Specification, services, ports; docker/go-connections, package nat.
"""

from collections.abc import Iterator

from translator.model.connection import Port
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Default, Located, Origin
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, items, leave_out
from translator.normalize.grammar import port
from translator.normalize.scalars import parsed, refuse, text_of, unset

FIELD = "ports"

_KEYS = ("target", "published", "host_ip", "protocol", "mode", "name", "app_protocol")
_TCP = Located("tcp", Default("Docker's default protocol"))
_INGRESS = Located("ingress", Default("Docker's default mode"))


def read(node: Node, context: Context) -> tuple[Port, ...]:
    """The ports, ranges expanded, in the written order."""
    found: list[Port] = []
    for item in items(node, "ports", context):
        found.extend(_long(item, context) if isinstance(item, Mapping) else _short(item, context))
    return _distinct(found, context)


def _short(node: Node, context: Context) -> Iterator[Port]:
    specification = port.parse(text_of(node)) if isinstance(node, Scalar) else None
    if specification is None:
        refuse(node, "a port", port.EXPECTED, context, code="T263")
        return
    if not _is_sound(specification, node.origin, context):
        return
    origin = node.origin
    protocol = Located(specification.protocol, origin) if specification.protocol else _TCP
    host_ip = Located(specification.host_ip, origin) if specification.host_ip else None
    for target, published in specification.pairs():
        outside = None if published is None else Located(published, origin)
        yield Port(Located(target, origin), outside, protocol, host_ip, _INGRESS, origin)


def _is_sound(specification: port.Specification, origin: Origin, context: Context) -> bool:
    targets, published = specification.target, specification.published
    if published is not None and specification.unequal:
        context.findings.refuse(
            "T263",
            f"a port range must be published as a range of the same length, not {len(targets)} ports as {len(published)}",
            origin,
            help="give both sides the same number of ports",
        )
        return False
    if len(targets) > port.WIDEST:
        context.findings.refuse(
            "T266",
            f"a port range may have {port.WIDEST} ports, not {len(targets)}, since each becomes a line of a Service",
            origin,
            help="publish the ports that are used, or run the Pods on the network of their hosts",
        )
        return False
    if published is not None and specification.choice:
        context.findings.approximate(
            "T264",
            f"Docker publishes any free port from {published[0]} to {published[-1]}, Kubernetes only {published[0]}",
            origin,
            help="publish one port",
        )
    return True


def _long(node: Mapping, context: Context) -> Iterator[Port]:
    found = form(node, "ports", _KEYS, context)
    if "target" not in found.entries:
        context.findings.refuse("T263", "a port must have a target", whole(node), help="write target: and the container's port")
        return
    target = found.parsed("target", _single, "a port from 1 to 65535", "T263")
    protocol = found.choice("protocol", port.PROTOCOLS)
    mode = found.choice("mode", port.MODES)
    host_ip = found.parsed("host_ip", port.address, "an IP address", "T287")
    published, sound = _published(found.entries.get("published"), context)
    name, app_protocol = found.text("name"), found.text("app_protocol")
    # A part that was refused takes its port with it: a wrong protocol must not become tcp in silence.
    read = {"protocol": protocol, "mode": mode, "host_ip": host_ip}
    if target is not None and sound and all(read[key] is not None for key in read if key in found.entries):
        origin = whole(node)
        yield Port(target, published, protocol or _TCP, host_ip, mode or _INGRESS, origin, name=name, app_protocol=app_protocol)
    else:
        leave_out(node, "the port", context)


def _published(node: Node | None, context: Context) -> tuple[Located[int] | None, bool]:
    """The published port, None where Docker chooses it, and whether what stands there is sound."""
    if node is None:
        return None, True
    written = text_of(node) if isinstance(node, Scalar) else ""
    if written in ("0", ""):
        unset(node, "ports.published", context, "leaves the port to Docker")
        return None, isinstance(node, Scalar)
    published = parsed(node, "ports.published", port.ports, "a port from 1 to 65535, or a range", context, code="T263")
    if published is None:
        return None, False
    specification = port.Specification(range(1), published.value, None, None)
    return Located(published.value[0], published.origin), _is_sound(specification, published.origin, context)


def _single(text: str) -> int | None:
    found = port.ports(text)
    return found[0] if found is not None and len(found) == 1 else None


def _distinct(found: list[Port], context: Context) -> tuple[Port, ...]:
    """The ports without those that ask for the same thing twice; two targets at one published port are refused."""
    kept: dict[object, Port] = {}
    for one in found:
        host_ip = one.host_ip.value if one.host_ip else "0.0.0.0"  # noqa: S104 - what Docker binds to, not what we do
        outside = ("target", one.target.value) if one.published is None else (host_ip, one.published.value)
        key = (*outside, one.protocol.value)
        first = kept.setdefault(key, one)
        if first is one:
            continue
        if one.published is None or first.target.value == one.target.value:
            context.findings.ignore("T262", f"port {one.target.value} stands here once more", one.origin, help="remove it")
        else:
            context.findings.refuse(
                "T265",
                f"port {one.published.value}/{one.protocol.value} is published twice, "
                f"for {first.target.value} and for {one.target.value}",
                one.origin,
                help="publish one of them at another port",
            )
    return tuple(kept.values())
