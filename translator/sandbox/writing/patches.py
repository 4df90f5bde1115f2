"""Patches: the three forms of a partial write besides server-side apply.

JSON patch (RFC 6902), merge patch (RFC 7386), and Kubernetes' strategic merge patch, which merges lists by a key and knows the
directives `$patch`, `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList`. The merge key of a list is the first of
its list-map-keys, as it is in the API's own types. All return a new value and leave their arguments alone.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from translator.kube.shapes import UNTYPED, Form, Shape


class BadPatch(Exception):  # noqa: N818 (it is what a client sent)
    """A patch that cannot be understood, or does not fit what it is for."""


def merge_patch(target: Any, patch: Any) -> Any:
    """RFC 7386: null removes, mappings merge, the rest replaces."""
    if not isinstance(patch, Mapping):
        return deepcopy(patch)
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, each in patch.items():
        if each is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), each)
    return merged


def json_patch(target: Any, operations: Any) -> Any:
    """RFC 6902. BadPatch where an operation is none, does not apply, or a test fails."""
    if not isinstance(operations, list):
        raise BadPatch("a JSON patch must be a list of operations")
    document = deepcopy(target)
    for operation in operations:
        try:
            document = _operate(document, operation)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise BadPatch(f"the patch operation {operation!r} does not apply") from error
    return document


def _operate(document: Any, operation: Mapping[str, Any]) -> Any:
    verb, path = operation["op"], _steps(operation["path"])
    if verb == "test":
        if _look(document, path) != operation.get("value"):
            raise BadPatch(f"testing value {operation['path']} failed")
        return document
    if verb in ("move", "copy"):
        source = _steps(operation["from"])
        value = deepcopy(_look(document, source))
        document = _remove(document, source) if verb == "move" else document
        return _add(document, path, value)
    actions: Mapping[str, Callable[[], Any]] = {
        "add": lambda: _add(document, path, deepcopy(operation["value"])),
        "remove": lambda: _remove(document, path),
        "replace": lambda: _replace(document, path, deepcopy(operation["value"])),
    }
    return actions[verb]()


def _steps(pointer: str) -> list[str]:
    if pointer and not pointer.startswith("/"):
        raise ValueError(pointer)
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _look(document: Any, steps: list[str]) -> Any:
    for step in steps:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def _add(document: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    holder, last = _look(document, steps[:-1]), steps[-1]
    if isinstance(holder, list):
        index = len(holder) if last == "-" else int(last)
        if not 0 <= index <= len(holder):
            raise IndexError(last)
        holder.insert(index, value)
    else:
        holder[last] = value
    return document


def _remove(document: Any, steps: list[str]) -> Any:
    holder, last = _look(document, steps[:-1]), steps[-1]
    del holder[int(last) if isinstance(holder, list) else last]
    return document


def _replace(document: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    holder, last = _look(document, steps[:-1]), steps[-1]
    index = int(last) if isinstance(holder, list) else last
    holder[index]  # a value to replace must be there
    holder[index] = value
    return document


def strategic(target: Any, patch: Any, shape: Shape) -> Any:
    """Strategic merge patch of a value of a type."""
    if not isinstance(patch, Mapping):
        return deepcopy(patch)
    directive = patch.get("$patch")
    if directive == "replace":
        return {name: deepcopy(each) for name, each in patch.items() if name != "$patch"}
    if directive == "delete":
        return {}
    merged = dict(target) if isinstance(target, Mapping) else {}
    if "$retainKeys" in patch:
        merged = {name: each for name, each in merged.items() if name in patch["$retainKeys"]}
    for name, each in patch.items():
        if name.startswith("$"):
            _directive(merged, name, each)
        elif each is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), each, _child(shape, name), patch.get(f"$setElementOrder/{name}"))
    return merged


def _child(shape: Shape, name: str) -> Shape:
    return UNTYPED if shape.inner in (Form.UNTYPED, Form.SCALAR, Form.LIST_MAP, Form.SET) else shape.field(name)


def _directive(merged: dict[str, Any], name: str, value: Any) -> None:
    verb, _, field = name.partition("/")
    if verb == "$deleteFromPrimitiveList" and isinstance(merged.get(field), list):
        merged[field] = [each for each in merged[field] if each not in value]


def _merged(target: Any, patch: Any, shape: Shape, order: Any) -> Any:
    if isinstance(patch, list):
        if shape.form is Form.LIST_MAP:
            return _merged_items(target or [], patch, shape, order)
        if shape.form is Form.SET:
            kept = list(target or [])
            return kept + [each for each in patch if each not in kept]
        return deepcopy(patch)
    return strategic(target, patch, shape)


def _merged_items(target: list[Any], patch: list[Any], shape: Shape, order: Any) -> list[Any]:
    key = next(iter(shape.keys))
    if any(isinstance(each, Mapping) and each.get("$patch") == "replace" for each in patch):
        return [deepcopy(each) for each in patch if each.get("$patch") != "replace"]
    items = list(target)
    for each in patch:
        if not isinstance(each, Mapping) or key not in each:
            raise BadPatch(f"map: {each!r} does not contain declared merge key: {key}")
        places = [index for index, item in enumerate(items) if item.get(key) == each[key]]
        if each.get("$patch") == "delete":
            items = [item for item in items if item.get(key) != each[key]]
        elif places:
            items[places[0]] = strategic(items[places[0]], each, shape.item)
        else:
            items.append(strategic({}, each, shape.item))
    return _ordered(items, key, order) if order else items


def _ordered(items: list[Any], key: str, order: list[Any]) -> list[Any]:
    """The items in the order that the patch asks for; others stay behind the one that they followed."""
    wanted = [each[key] for each in order if isinstance(each, Mapping) and key in each]
    named = sorted((item for item in items if item[key] in wanted), key=lambda item: wanted.index(item[key]))
    placed = iter(named)
    return [next(placed) if item[key] in wanted else item for item in items]
