"""A Secret lacks the keys of its type, has a key that cannot be a file name, or is too large.

kubernetes.io/tls needs tls.crt and tls.key, kubernetes.io/dockerconfigjson a JSON object in .dockerconfigjson,
kubernetes.io/ssh-auth ssh-privatekey, kubernetes.io/basic-auth username or password, a service account token the annotation
with the name of its account. Opaque needs nothing. The values together may have 1048576 bytes.
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Key, Reason
from translator.kube.names import DATA_KEY
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T589", "bad-secret-data", __doc__),)

_LARGEST = 1024 * 1024
_ACCOUNT = "kubernetes.io/service-account.name"
_DOCKER = {"kubernetes.io/dockercfg": ".dockercfg", "kubernetes.io/dockerconfigjson": ".dockerconfigjson"}
_PARTS = {"kubernetes.io/tls": ("tls.crt", "tls.key")}


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Keys, size, and what the type asks for. No value is ever part of a fault."""
    data: Mapping[str, str] = value.get("data") or {}
    size = 0
    for key, text in data.items():
        size += len(_decoded(text))
        expected = DATA_KEY.fault(key)
        if expected is not None:
            yield at.invalid("data", Key(key), expected=expected)
    if size > _LARGEST:
        yield at.fault(Reason.TOO_LONG, ("data",), f"must have at most {_LARGEST} bytes, not {size}")
    yield from _typed(value.get("type", ""), data, at)


def _typed(kind: str, data: Mapping[str, str], at: Visit) -> Iterator[Fault]:
    for key in _PARTS.get(kind, ()):
        if key not in data:
            yield at.required("data", Key(key))
    if kind == "kubernetes.io/service-account-token":
        annotations = (at.value.get("metadata") or {}).get("annotations") or {}
        if not annotations.get(_ACCOUNT):
            yield at.required("metadata", "annotations", Key(_ACCOUNT))
    elif kind == "kubernetes.io/basic-auth" and "username" not in data and "password" not in data:
        yield at.required("data", Key("username"), expected="must be given, or password")
        yield at.required("data", Key("password"), expected="must be given, or username")
    elif kind == "kubernetes.io/ssh-auth" and not data.get("ssh-privatekey"):
        yield at.required("data", Key("ssh-privatekey"))
    elif kind in _DOCKER:
        key = _DOCKER[kind]
        if key not in data:
            yield at.required("data", Key(key))
        elif not _is_object(_decoded(data[key])):
            yield at.invalid("data", Key(key), expected="must be a JSON object")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _refuse(word: str) -> None:
    raise ValueError(word)  # NaN and Infinity are no JSON


def _is_object(data: bytes) -> bool:
    try:
        found = json.loads(data.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):  # the nesting that Go gives up at is deeper than ours, and no registry's
        return False
    return found is None or isinstance(found, dict)
