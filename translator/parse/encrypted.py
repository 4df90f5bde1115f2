"""Objects whose values SOPS encrypted: names and structure stand in the file, the values do not.

Rule (https://getsops.io, "encryption protocol"): each encrypted value is the text `ENC[AES256_GCM,data:...,type:T]`, and the
key `sops` holds what is needed to decrypt it. The values are replaced by some of the same type, so that the rest is checked,
and their places are kept, so that nothing is said of what nobody knows.
"""

import re
from collections.abc import Mapping
from typing import Any

from translator.model.manifest import pointer

_VALUE = re.compile(r"ENC\[AES256_GCM,.*type:(?P<type>[a-z]+)\]", re.DOTALL)
_STANDS_FOR: Mapping[str, Any] = {"int": 1, "float": 1.0, "bool": True}


def is_encrypted(body: Mapping[str, Any]) -> bool:
    """Whether SOPS wrote the object."""
    mark = body.get("sops")
    return isinstance(mark, dict) and "mac" in mark


def veiled(body: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The object without what SOPS added, and the pointers of what was encrypted. Such a text becomes an empty one, which is
    base64 too."""
    places: set[str] = set()
    plain = {key: _veil(value, pointer(key), places) for key, value in body.items() if key != "sops"}
    return plain, frozenset(places)


def _veil(value: Any, at: str, places: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _veil(below, at + pointer(key), places) for key, below in value.items()}
    if isinstance(value, list):
        return [_veil(below, f"{at}/{index}", places) for index, below in enumerate(value)]
    match = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    places.add(at)
    return _STANDS_FOR.get(match["type"], "")
