"""Composition: a rendered template read as YAML, once for each text, to find the structure that it shows.

Refused are the three ways in which text could creep back in: a value as a key, a value glued to other text or in quotes, and
a value in a comment, where it would be lost. Faults and constants are told by the line of the template, found by matching the
lines of the text with those of the source.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from translator.model.manifest import escape
from translator.model.origin import Default, Origin
from translator.render.layout import NOTHING, Layout, Shape
from translator.render.slot import CLOSE, MARK, OPEN, LayoutError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EXPRESSION = re.compile(r"\{\{.*?\}\}")
_TAG = "tag:yaml.org,2002:"


def compose(text: str, parts: Sequence[Layout], size: int, *, template: str, source: str) -> Layout:
    """The layout that a rendered text shows, NOTHING for a blank one. Raises LayoutError.

    Args:
        text: what the template gave, with marks.
        parts: the layouts that marks refer to.
        size: how many values there are.
        template: name of the template.
        source: text of the template.
    """
    return _Composition(text, parts, size, template, source).layout()


class _Composition:
    def __init__(self, text: str, parts: Sequence[Layout], size: int, template: str, source: str) -> None:
        self.text, self.parts, self.size, self.template = text, parts, size, template
        self.lines = tuple(_aligned(text.splitlines(), source.splitlines()))
        self.leaves: list[tuple[str, int]] = []
        self.constants: list[tuple[Any, Origin]] = []

    def layout(self) -> Layout:
        try:
            root = yaml.compose(self.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise self.fault(error.problem_mark, "what it gives is not YAML", "mind its indentation and its quotes") from error
        except yaml.YAMLError as error:
            raise self.fault(None, "what it gives is not YAML", "remove control characters") from error
        if root is None and not self.size:
            return NOTHING
        shape = {} if root is None else self.shape(root, "")
        if len({number for _, number in self.leaves if number < self.size}) < self.size:
            raise self.fault(None, "a value stands in a comment", "write {# #} round the comment, or remove it")
        return Layout(self.size, shape, self.leaves, self.constants)

    def shape(self, node: yaml.Node, pointer: str) -> Shape:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, pointer)
        if isinstance(node, yaml.SequenceNode):
            if not node.value:
                self.constant([], node, pointer)
            return [self.shape(item, f"{pointer}/{index}") for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, pointer)

    def mapping(self, node: yaml.MappingNode, pointer: str) -> Shape:
        if not node.value:
            self.constant({}, node, pointer)
        result: dict[str, Shape] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or OPEN in key.value:
                raise self.fault(key.start_mark, "a value stands as a key", "lay out a mapping: {{ mapping(view.labels) }}")
            if key.value in result:
                raise self.fault(key.start_mark, f'the key "{key.value}" stands twice', "remove one")
            result[key.value] = self.shape(value, f"{pointer}/{escape(key.value)}")
        return result

    def scalar(self, node: yaml.ScalarNode, pointer: str) -> Shape:
        if OPEN not in node.value and CLOSE not in node.value:
            return self.constant(self.plain(node), node, pointer)
        match = MARK.fullmatch(node.value)
        if match is None or node.style:  # the two loaders of PyYAML say None or "" for plain
            raise self.fault(
                node.start_mark,
                "a value stands within a text or in quotes",
                "let each {{ value }} stand alone; join texts where the view is made",
            )
        if match[2] is None:
            self.leaves.append((pointer, int(match[1])))
            return int(match[1])
        return self.part(self.parts[int(match[2])], int(match[1]), pointer)

    def part(self, part: Layout, first: int, pointer: str) -> Shape:
        """A part's shape, its values numbered from `first` and its constants behind those that are known."""
        constants = self.size + len(self.constants)
        self.constants.extend(part.constants)
        for below, number in part.leaves:
            self.leaves.append((pointer + below, first + number if number < part.size else constants + number - part.size))
        return part.shifted(first, constants)

    def constant(self, value: Any, node: yaml.Node, pointer: str) -> Shape:
        number = self.size + len(self.constants)
        line = self.lines[node.start_mark.line]
        where = self.template if line is None else f"{self.template}, line {line}"
        self.constants.append((value, Default(f"template {where}")))
        self.leaves.append((pointer, number))
        return number

    def plain(self, node: yaml.ScalarNode) -> str | int | float | bool:
        """A constant as YAML 1.1 reads it, as kubectl would."""
        if node.tag == _TAG + "null":
            raise self.fault(node.start_mark, "a key has no value", "write a value, or put the key into the {% if %} too")
        if node.tag == _TAG + "timestamp":
            return str(node.value)
        if node.tag not in (_TAG + "str", _TAG + "int", _TAG + "float", _TAG + "bool"):
            raise self.fault(node.start_mark, f"{node.tag} is not a type of manifests", "write a text, a number, true or false")
        value: str | int | float | bool = yaml.constructor.SafeConstructor().construct_object(node)
        return value

    def fault(self, mark: yaml.Mark | None, problem: str, remedy: str) -> LayoutError:
        line = self.lines[mark.line] if mark is not None and mark.line < len(self.lines) else None
        return LayoutError(self.template, line, problem, remedy)


def _aligned(text: Sequence[str], source: Sequence[str]) -> Iterator[int | None]:
    """For each line of a rendered text, the line of the template that gave it, from 1; None where it cannot be told.

    A line comes from one that is equal but for its expressions. Among several it is the next below the line before, since a
    template is left only by the way of a loop, which leads back up.
    """
    places: dict[str, list[int]] = {}
    for number, line in enumerate(source, 1):
        places.setdefault(_EXPRESSION.sub(OPEN, line).rstrip(), []).append(number)
    last = 0
    for line in text:
        found = places.get(MARK.sub(OPEN, line).rstrip())
        if found:
            last = next((number for number in found if number > last), found[0])
        yield last if found else None
