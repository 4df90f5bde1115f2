"""Fields of an object as people write them: `spec.replicas`, `containers[web].image`, `/spec/template/spec`.

A path is matched against the object itself, not cut at its dots, since keys such as `app.kubernetes.io/name` have dots of
their own. An item of a list is chosen by its index or by what identifies it (its name, its port, its mount path). A path that
does not start at the top of the object is found where it fits, if it fits in one place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.model.manifest import pointer

Steps = tuple[str | int, ...]

_IDENTITIES = ("name", "containerPort", "port", "mountPath", "key", "ip", "host", "path", "topologyKey", "type")
"""The fields by which the lists of Kubernetes tell their items apart."""

_BRACKET = re.compile(r"\[\s*(?P<quote>[\"']?)(?P<inside>.*?)(?P=quote)\s*\]")


def find(body: Mapping[str, Any], text: str) -> tuple[str, ...]:
    """The JSON pointers of the fields that `text` may mean, in the order of the object; none where there is no such field."""
    if text in ("", ".", "/"):
        return ("",)
    if text.startswith("/"):
        steps = _by_pointer(body, text)
        return () if steps is None else (pointer(*steps),)
    exact = dict.fromkeys(_match(body, text.lstrip("."), ()))
    found = exact or dict.fromkeys(steps for start, value in _branches(body, ()) for steps in _match(value, text, start))
    return tuple(pointer(*steps) for steps in found)


def value_at(body: Mapping[str, Any], at: str) -> Any:
    """The value at a pointer that `find` gave."""
    value: Any = body
    for step in _by_pointer(body, at) or ():
        value = value[step]
    return value


def readable(body: Mapping[str, Any], at: str) -> str:
    """A pointer as a person would write it, list items by name where they have one: `spec.containers[web].image`."""
    text = ""
    value: Any = body
    for step in _by_pointer(body, at) or ():
        value = value[step]
        if isinstance(step, int):
            name = value.get("name") if isinstance(value, Mapping) else None
            text += f"[{name if isinstance(name, str) and name else step}]"
        elif re.fullmatch(r"[\w$-]+", step):
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]'
    return text


def _by_pointer(body: Any, text: str) -> Steps | None:
    steps: list[str | int] = []
    value = body
    for raw in text.split("/")[1:]:
        step = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and step in value:
            steps.append(step)
            value = value[step]
        elif isinstance(value, Sequence) and not isinstance(value, str) and step.isdecimal() and int(step) < len(value):
            steps.append(int(step))
            value = value[int(step)]
        else:
            return None
    return tuple(steps)


def _match(value: Any, rest: str, steps: Steps) -> Iterator[Steps]:
    """The fields below `value` that `rest` spells out."""
    if not rest:
        yield steps
        return
    rest = rest.removeprefix(".")
    bracket = _BRACKET.match(rest)
    inside, after = (bracket["inside"], rest[bracket.end() :]) if bracket else ("", "")
    if isinstance(value, Mapping):
        for key, below in value.items():
            if bracket and inside == key:
                yield from _match(below, after, (*steps, key))
            elif rest.startswith(key) and (len(rest) == len(key) or rest[len(key)] in ".["):
                yield from _match(below, rest[len(key) :], (*steps, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, item in enumerate(value):
            for spelling in (str(index), *_names(item)):
                if bracket and inside == spelling:
                    yield from _match(item, after, (*steps, index))
                elif not bracket and rest.startswith(spelling) and (len(rest) == len(spelling) or rest[len(spelling)] in ".["):
                    yield from _match(item, rest[len(spelling) :], (*steps, index))


def _names(item: Any) -> Iterator[str]:
    if isinstance(item, Mapping):
        yield from (str(item[key]) for key in _IDENTITIES if isinstance(item.get(key), (str, int)) and item[key] != "")
    elif isinstance(item, str) and item:
        yield item


def _branches(value: Any, steps: Steps) -> Iterator[tuple[Steps, Any]]:
    """Every mapping and list below `value`, from the top down."""
    if isinstance(value, Mapping):
        items: Iterator[tuple[str | int, Any]] = iter(value.items())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        items = iter(enumerate(value))
    else:
        return
    yield steps, value
    for step, below in items:
        yield from _branches(below, (*steps, step))
