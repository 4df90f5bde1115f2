"""Address at which the container offers figures.

What it does
    The monitoring agent of Container Service asks that address once a minute and stores the figures.
Maps to
    Where the configuration says `monitoring: prometheus`, the annotations `prometheus.io/scrape`, `prometheus.io/port` and
    `prometheus.io/path` of the Pods, by which a Prometheus of the cluster finds them. Otherwise it is refused.
Grammar
    `http://container:PORT/PATH`, such as `aliyun.monitoring.http: http://container:8080/metrics`. The host is not looked at,
    since the figures are those of the container; the port of http is 80 where none is written, the path `/metrics`.
Differs from Swarm
    Prometheus reads its own text form, so figures in the form of InfluxDB must be offered in that form too. It asks as often as
    it is set to.
Source
    Container Service (Swarm) user guide, custom monitoring, help pages 47914 and 56385; Prometheus, kubernetes_sd_config.
"""

from translator.model.batch import Monitoring
from translator.model.container import Label
from translator.model.origin import Default, Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import integer
from translator.normalize.grammar.url import split

KEY = "aliyun.monitoring.http"
FIELD = "monitoring"

_EXAMPLE = "http://container:8080/metrics"
_PORT = Located(80, Default("the port of http is 80 where none is written"))
_PATH = Located("/metrics", Default("the path at which Prometheus asks unless told otherwise"))


def read(label: Label, _hole: Located[str] | None, current: Monitoring | None, context: Context) -> Monitoring | None:
    """Where the figures are."""
    url = split(label.value.value.strip())
    port = _PORT.value if url.port is None else integer.parse(url.port, 1, 65535)
    wrong = (
        ("the scheme", "be http")
        if url.scheme != "http"
        else ("the host", "be the word container")
        if not url.host
        else ("the port", "be an integer from 1 to 65535")
        if port is None
        else ("the path", "begin with a slash and have visible characters only")
        if url.rest and not (url.rest.startswith("/") and url.rest.isprintable() and " " not in url.rest)
        else None
    )
    if wrong is not None or port is None:
        part, must = wrong or ("the port", "be a number")
        bad_value(label, context, must=must, example=_EXAMPLE, read=None, part=part)
        return current
    rule = Derived(KEY, (label.value.origin,))
    return Monitoring(
        Located(port, rule if url.port is not None else Derived(KEY, (label.value.origin, _PORT.origin))),
        Located(url.rest, rule) if url.rest else _PATH,
    )
