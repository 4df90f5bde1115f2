"""Media types that the custom proxy compresses.

What it does
    Answers of these types are compressed for clients that take gzip.
Maps to
    `nginx.ingress.kubernetes.io/server-snippet` with `gzip_types`, for which the controller must allow snippets.
Grammar
    Media types separated by blanks, such as `text/html text/css application/json`.
Differs from Swarm
    ALB compresses by a setting of its listener, which a finding names.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

import re
from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.proxy.GZIP_COMPRESSION_TYPE"
FIELD = "proxy"

_TYPES = re.compile(r"[a-z]+/[-a-z0-9.+]+(?:\s+[a-z]+/[-a-z0-9.+]+)*", re.ASCII)


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with the types, separated by single blanks."""
    types = label.value.value.strip()
    if len(types) > 1000 or _TYPES.fullmatch(types) is None:
        bad_value(label, context, must="be media types separated by blanks", example="text/html text/css", read=types)
        return current
    return replace(current or Proxy(), compression=Located(" ".join(types.split()), Derived(KEY, (label.value.origin,))))
