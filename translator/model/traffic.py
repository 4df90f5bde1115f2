"""How services are reached on Alibaba Cloud Container Service, beside routes: load balancers, custom proxy, outside names."""

from dataclasses import field

from translator.model.origin import Located, Origin
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Listener:
    """A value of `aliyun.lb.port_N`: the instance `balancer` (a name or an id) passes what reaches its `front` port to `port`.

    `scheme` is tcp, udp, http or https. `published` is the port of the host between the two, None for a random one.
    """

    port: Located[int]
    scheme: Located[str]
    balancer: Located[str]
    front: Located[int]
    published: Located[int] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stickiness:
    """Whether the router keeps a client at the container that answered first.

    `cookie` is the name of the cookie, None for one that the router chooses; `foreign` tells that the application sets it.
    """

    on: Located[bool]
    cookie: Located[str] | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class VirtualHost:
    """An address of `aliyun.proxy.VIRTUAL_HOST`: `host` may begin with `*.` or be `*`; `exact` is the path and none below."""

    scheme: Located[str]
    host: Located[str]
    path: Located[str] | None
    exact: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Proxy:
    """`aliyun.proxy.*`: how the custom proxy (HAProxy) is to serve a service.

    `tcp_ports` are passed on as they are; `balance` is one of HAProxy's ways to choose a server; `compression` the media types
    to compress; `certificate` holds key and certificate in PEM.
    """

    hosts: tuple[VirtualHost, ...] = ()
    weight: Located[int] | None = None
    required: Located[bool] | None = None
    tcp_ports: tuple[Located[int], ...] = ()
    excluded: tuple[Located[int], ...] = ()
    balance: Located[str] | None = None
    force_ssl: Located[bool] | None = None
    compression: Located[str] | None = None
    certificate: Located[str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class External:
    """`external` of Container Service: the service is a name for `host`, which answers at `ports`."""

    host: Located[str]
    ports: tuple[Located[int], ...]
    origin: Origin
