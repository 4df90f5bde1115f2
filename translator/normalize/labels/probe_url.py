"""Address at which a container answers when it is ready.

What it does
    Container Service asks that address from the host every two seconds; HTTP is healthy on a status of 2xx or 3xx, TCP on a
    connection. The answer marks the container's state and decides whether the router sends requests to it.
Maps to
    `readinessProbe.httpGet` or `readinessProbe.tcpSocket`, every two seconds.
Grammar
    `http://container[:PORT][/PATH]` or `tcp://container:PORT`. The host is the word `container`; the port of http is 80 where
    none is written. Examples: `http://container/license.txt`, `tcp://container:5432`.
Differs from Swarm
    Readiness only: that probe never restarted a container, so no liveness probe is made from it. It cannot stand beside
    `aliyun.probe.cmd`.
Source
    Container Service (Swarm) user guide, "probe"; help page 56395.
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.health import Probe
from translator.model.origin import Default, Derived, Located, Origin
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import integer
from translator.normalize.grammar.url import Url, split

KEY = "aliyun.probe.url"
FIELD = "probe"

_HTTP, _TCP = "http://container:8080/health", "tcp://container:5432"
_LONGEST_PATH = 1024


def read(label: Label, _hole: Located[str] | None, current: Probe | None, context: Context) -> Probe | None:
    """The probe with scheme, port and path."""
    origin: Origin = Derived(KEY, (label.value.origin,))
    url = split(label.value.value.strip())
    wrong = _fault(url)
    if wrong is not None:
        part, must, shown = wrong
        bad_value(label, context, must=must, example=_TCP if url.scheme == "tcp" else _HTTP, read=shown, part=part)
        return current
    port = (
        Located(80, Default("the port of aliyun.probe.url is 80 where none is written"))
        if url.port is None
        else Located(int(url.port), origin)
    )
    return replace(
        current or Probe(),
        scheme=Located(url.scheme or "", origin),
        port=port,
        path=Located(url.rest, origin) if url.rest and url.scheme == "http" else None,
    )


def _fault(url: Url) -> tuple[str, str, str | None] | None:
    """The part that is wrong, what it must be, and how it reads; nothing is shown that could hold a password."""
    if url.scheme not in ("http", "tcp"):
        return "the scheme", "be http or tcp", url.scheme or ""
    if url.host.lower() != "container":
        secret = "@" in url.host or "@" in (url.port or "")
        return "the host", "be the word container", None if secret else url.host
    if url.port is None and url.scheme == "tcp":
        return "the address", "have a port", None
    if url.port is not None and integer.parse(url.port, 1, 65535) is None:
        return "the port", "be an integer from 1 to 65535", None if "@" in url.port else url.port
    if url.scheme == "tcp" and url.rest not in ("", "/"):
        return "the address", "end after the port, since tcp has no path", None
    if url.rest and not _is_path(url.rest):
        return "the path", f"begin with a slash and be up to {_LONGEST_PATH} visible characters without blanks or #", url.rest
    return None


def _is_path(text: str) -> bool:
    visible = all(sign.isprintable() and not sign.isspace() for sign in text)
    return text.startswith("/") and "#" not in text and visible and len(text) <= _LONGEST_PATH
