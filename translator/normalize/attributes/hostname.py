"""`hostname`: what the container calls itself and, on Alibaba Cloud Container Service, a name that others reach it by.

Maps to  the Pod's `hostname`; in the aliyun dialect also a Service of that name.
Grammar  a host name of RFC 1123, dots allowed.
Differs  a Pod's host name has no dots; what cannot be kept has a finding.
Source   Compose Specification, services, hostname; Container Service user guide, hostname.
"""

import re

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import parsed, text

FIELD = "hostname"

_PART = r"[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_PART}(?:\.{_PART})*")


def read(node: Node, context: Context) -> Located[str] | None:
    """The name as written; underscores, which Docker lets pass, are left to the rules of names, templates to the Pods."""
    if text(node, "hostname", context) is None:
        return None
    return parsed(node, "hostname", _parse, "a host name", context, code="T294")


def _parse(name: str) -> str | None:
    return name if _HOST.fullmatch(name) or "{{" in name else None
