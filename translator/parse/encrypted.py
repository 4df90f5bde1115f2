"""Objects whose values SOPS encrypted: names and structure stand in the file, the values do not.

Rule (https://getsops.io, "encryption protocol"): each encrypted value is the text `ENC[AES256_GCM,data:...,type:T]`, and the
key `sops` holds what is needed to decrypt it. The values are replaced by some of the same type, so that the rest is checked.
"""

import re
from collections.abc import Mapping
from typing import Any

_VALUE = re.compile(r"ENC\[AES256_GCM,.*type:(?P<type>[a-z]+)\]", re.DOTALL)
_STANDS_FOR: Mapping[str, Any] = {"int": 1, "float": 1.0, "bool": True}


def is_encrypted(body: Mapping[str, Any]) -> bool:
    """Whether SOPS wrote the object."""
    mark = body.get("sops")
    return isinstance(mark, dict) and "mac" in mark


def veiled(body: Mapping[str, Any]) -> dict[str, Any]:
    """The object without what SOPS added. An encrypted text becomes an empty one, which is base64 too."""
    return {key: _veil(value) for key, value in body.items() if key != "sops"}


def _veil(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _veil(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_veil(below) for below in value]
    match = _VALUE.fullmatch(value) if isinstance(value, str) else None
    return value if match is None else _STANDS_FOR.get(match["type"], "")
