"""The data of a ConfigMap has a key that cannot be a file name, or is too large.

Keys have up to 253 letters, digits, hyphens, underscores and dots; none is "." or begins with "..", and none stands in data
and binaryData alike. Keys and values together may have 1048576 bytes.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Key, Reason
from translator.kube.names import DATA_KEY
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T588", "bad-config-data", __doc__),)

LARGEST = 1024 * 1024
"""Bytes of all values together."""


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Keys and size."""
    data, binary = value.get("data") or {}, value.get("binaryData") or {}
    for field, entries in (("data", data), ("binaryData", binary)):
        for key in entries:
            expected = DATA_KEY.fault(key)
            if expected is not None:
                yield at.invalid(field, Key(key), expected=expected)
    for key in data:
        if key in binary:
            yield at.invalid("data", Key(key), expected="must not stand in binaryData too")
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in data.values()) + sum(map(decoded_size, binary.values()))
    if size > LARGEST:
        # The API server says this of the object as a whole.
        yield at.fault(Reason.TOO_LONG, (), f"must have at most {LARGEST} bytes of data, not {size}", named="[]")


def decoded_size(text: str) -> int:
    """The bytes that base64 stands for; 0 where the text is none, which the schema refuses."""
    try:
        return len(base64.b64decode(text))
    except (binascii.Error, ValueError):
        return 0
