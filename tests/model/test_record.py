"""Records answer as the standard dataclasses do, whose words their definition uses."""

from dataclasses import dataclass as standard
from dataclasses import field, fields, replace
from typing import Any, ClassVar

import pytest

from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Light:
    """With all that a field can have."""

    kind: ClassVar[str] = "a class variable is no field"

    name: str
    count: int = 1
    note: str | None = field(default=None, compare=False, repr=False)
    parts: dict[str, int] = field(default_factory=dict)


@standard(frozen=True, slots=True)
class Heavy:
    """The same, by the standard decorator."""

    kind: ClassVar[str] = "a class variable is no field"

    name: str
    count: int = 1
    note: str | None = field(default=None, compare=False, repr=False)
    parts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """Ordered."""

    count: int
    unit: str = "b"


@dataclass(slots=True)
class State:
    """Not frozen."""

    seen: list[str] = field(default_factory=list)


@pytest.mark.parametrize(
    ("given", "named"),
    [(("a",), {}), (("a", 2), {}), ((), {"name": "a", "note": "b"}), (("a", 2, "c", {"d": 1}), {}), (("a",), {"parts": {}})],
)
def test_a_record_is_made_and_shown_as_a_standard_one(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    light, heavy = Light(*given, **named), Heavy(*given, **named)
    assert [getattr(light, each.name) for each in fields(Light)] == [getattr(heavy, each.name) for each in fields(Heavy)]
    assert repr(light) == repr(heavy).replace("Heavy", "Light")
    assert replace(light, count=9) == Light(light.name, 9, light.note, light.parts)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, None, {}, 2), {}), (("a",), {"other": 1}), (("a",), {"name": 1})]
)
def test_wrong_arguments_are_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for made in (Light, Heavy):
        with pytest.raises(TypeError):
            made(*given, **named)


def test_a_default_is_made_anew_for_each_record() -> None:
    one, other = State(), State()
    one.seen.append("x")
    assert (one.seen, other.seen) == (["x"], [])


def test_records_are_equal_by_what_is_compared() -> None:
    assert Size(1) == Size(1, "b")
    assert hash(Size(1)) == hash(Size(1, "b"))
    assert Size(1) != Size(2)
    assert Light("a", note="x") == Light("a", note="y")
    assert Light("a", count=2) != Light("a")
    assert Size.__eq__(Size(1), Light("a")) is NotImplemented


def test_records_are_ordered_where_they_ask_for_it() -> None:
    assert sorted([Size(2), Size(1, "c"), Size(1)]) == [Size(1), Size(1, "c"), Size(2)]
    assert Size(1) <= Size(1) < Size(2)
    assert not Size(1) >= Size(2)
    with pytest.raises(TypeError):
        _ = Light("a") < Light("b")  # type: ignore[operator]


def test_what_can_change_has_no_hash_and_nothing_takes_other_fields() -> None:
    with pytest.raises(TypeError):
        hash(State())
    with pytest.raises(AttributeError):
        State().other = 1  # type: ignore[attr-defined]
