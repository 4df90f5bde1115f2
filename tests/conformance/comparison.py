"""Where two models differ, and which of the differences are known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the models differ; None where a side has nothing."""

    path: Path
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: ours {self.ours!r}, theirs {self.theirs!r}"


def texts(value: Any) -> Any:
    """A model with every scalar as the text that YAML would have."""
    if isinstance(value, Mapping):
        return {str(name): texts(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [texts(each) for each in value]
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def differences(ours: Any, theirs: Any, path: Path = ()) -> Iterator[Difference]:
    """Every place where two canonical models differ."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for name in sorted({*ours, *theirs}, key=str):
            yield from differences(ours.get(name), theirs.get(name), (*path, name))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(one, other, (*path, index))
    elif ours != theirs and not (isinstance(ours, str) and isinstance(theirs, str) and _same_number(ours, theirs)):
        yield Difference(path, ours, theirs)


_NUMBER = re.compile(r"[+-]?\d[\d_]*(\.\d*)?([eE][+-]?\d+)?|0x[0-9a-fA-F]+|0o?[0-7]+")


def _same_number(one: str, other: str) -> bool:
    """Numbers are kept as written here (`1.50`), where the references print their value (`1.5`)."""
    if not (_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)):
        return {one.lower(), other.lower()} in ({"true", "yes"}, {"true", "on"}, {"false", "no"}, {"false", "off"})
    return _value(one) == _value(other)


def _value(text: str) -> float:
    return float(int(text, 16)) if text.startswith("0x") else float(text.replace("_", ""))
