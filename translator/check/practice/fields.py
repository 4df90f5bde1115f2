"""Fields of objects that may break their schema: what has another type than it should counts as not there.

Practice is told beside the faults of the schema, so that no rule may rely on the types.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

Body = Mapping[str, Any]
Step = str | int

_EMPTY: Body = MappingProxyType({})


def table(value: Any, *keys: str) -> Body:
    """The mapping to which the keys lead; an empty one where there is none."""
    for key in keys:
        value = value.get(key) if _is_mapping(value) else None
    return value if _is_mapping(value) else _EMPTY


def _is_mapping(value: Any) -> bool:
    # Nearly all are plain, and asking an abstract class takes five times as long.
    return type(value) is dict or isinstance(value, Mapping)


def rows(value: Any, *keys: str) -> Iterator[tuple[int, Body]]:
    """The mappings of the list to which the keys lead, each with its index."""
    found = table(value, *keys[:-1]).get(keys[-1])
    for index, row in enumerate(found if isinstance(found, list | tuple) else ()):
        if _is_mapping(row):
            yield index, row


def text(value: Any, *keys: str) -> str:
    """The text to which the keys lead; empty where there is none."""
    found = table(value, *keys[:-1]).get(keys[-1])
    return found if isinstance(found, str) else ""


def number(value: Any, *keys: str) -> int | None:
    """The integer to which the keys lead."""
    found = table(value, *keys[:-1]).get(keys[-1])
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def texts(value: Any, *keys: str) -> tuple[str, ...]:
    """The texts of the list to which the keys lead."""
    found = table(value, *keys[:-1]).get(keys[-1])
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list | tuple) else ()


def labels(value: Any, *keys: str) -> dict[str, str]:
    """The labels, annotations or map of texts to which the keys lead."""
    return {key: item for key, item in table(value, *keys).items() if isinstance(item, str)}
