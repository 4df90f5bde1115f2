"""Layout: the structure of an object without its values, ready to be filled a thousand times.

Where values belong stand numbers: 0 to `size - 1` are the values that come from a view, those from `size` on are constants of
the template, which keep the template and its line as their origin. The JSON pointer of every leaf is worked out once.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from translator.model.manifest import escape
from translator.model.origin import Default, Origin

Shape = int | dict[str, "Shape"] | list["Shape"]
"""Numbers of values where values belong."""

_EMPTY = Default("nothing to list")


class Layout:
    """`fill` gives an object from its values, `origins` the origin of each of its leaves."""

    def __init__(
        self, size: int, shape: Shape, leaves: Iterable[tuple[str, int]], constants: Sequence[tuple[Any, Origin]] = ()
    ) -> None:
        """A layout of `size` values; `leaves` are JSON pointer and number in the order of writing (an empty list or mapping is
        a leaf too, with a constant for its origin); `constants` are values and their origins."""
        self.size, self.shape, self.leaves, self.constants = size, shape, tuple(leaves), tuple(constants)
        self._pointers = tuple(pointer for pointer, _ in self.leaves)
        self._numbers = tuple(number for _, number in self.leaves)
        self._values = [value for value, _ in self.constants]
        self._origins = [origin for _, origin in self.constants]

    def fill(self, values: list[Any]) -> Any:
        """The object with its values, those of the view in order."""
        return _fill(self.shape, values + self._values)

    def origins(self, origins: list[Origin]) -> dict[str, Origin]:
        """Origin of each leaf by JSON pointer, from those of the view's values in order."""
        return dict(zip(self._pointers, map((origins + self._origins).__getitem__, self._numbers), strict=True))

    def shifted(self, first: int, constants: int) -> Shape:
        """The shape as a part of a greater one: values are numbered from `first`, constants from `constants`."""
        return _shift(self.shape, self.size, first, constants - self.size)


def _fill(shape: Shape, values: list[Any]) -> Any:
    if isinstance(shape, dict):
        return {key: values[part] if type(part) is int else _fill(part, values) for key, part in shape.items()}
    if isinstance(shape, list):
        return [values[part] if type(part) is int else _fill(part, values) for part in shape]
    return values[shape]


def _shift(shape: Shape, size: int, values: int, constants: int) -> Shape:
    if isinstance(shape, dict):
        return {key: _shift(part, size, values, constants) for key, part in shape.items()}
    if isinstance(shape, list):
        return [_shift(part, size, values, constants) for part in shape]
    return shape + (values if shape < size else constants)


@cache
def of_keys(keys: tuple[str, ...]) -> Layout:
    """A mapping of one value for each key."""
    if not keys:
        return Layout(0, {}, (("", 0),), (({}, _EMPTY),))
    return Layout(
        len(keys),
        {key: number for number, key in enumerate(keys)},
        ((f"/{escape(key)}", number) for number, key in enumerate(keys)),
    )


@cache
def of_length(length: int) -> Layout:
    """A list of so many values."""
    if not length:
        return Layout(0, [], (("", 0),), (([], _EMPTY),))
    return Layout(length, list(range(length)), ((f"/{number}", number) for number in range(length)))


NOTHING = Layout(0, {}, ())
"""What a template lays out that gives no text: no object."""
