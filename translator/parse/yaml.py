"""YAML text to nodes, with the line, the column and the path of each.

Rule: YAML 1.1 as docker-compose reads it, by the events of libyaml, without turning any value into another type (`22:22` stays
text). `!reset` and `!override` stay on their nodes for the merge of files. Every fault of a file is a finding with its place.
"""

from typing import Any

import yaml

from translator.model.node import Node
from translator.model.origin import Source
from translator.model.record import dataclass
from translator.parse.composer import Composer
from translator.parse.limits import FILE_BYTES
from translator.parse.syntax import Fault, decode, syntax_fault
from translator.parse.tags import plain_tag
from translator.report.collector import Collector

__all__ = ["Document", "compose", "load", "plain_tag"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it; the same events from pure Python elsewhere."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `root` is None for a file without a value; `sound` tells that from a file that could not be read.

    `leaves` are the places of all leaves as written, those that a merge key hides included; `tagged` tells whether
    `!reset` or `!override` occurs.
    """

    root: Node | None
    leaves: tuple[Source, ...]
    text: str
    sound: bool = True
    tagged: bool = False


def compose(text: bytes, name: str, findings: Collector) -> Node | None:
    """The tree of a YAML text; None where it holds no value, or (with a finding) cannot be read.

    Args:
        text: the bytes of the file: UTF-8, or UTF-16 with a byte order mark.
        name: the file as the user would name it.
    """
    return load(text, name, findings).root


def load(content: bytes, name: str, findings: Collector) -> Document:
    """The tree of a YAML text, with its leaves. Faults of the file become findings without a verdict."""
    if len(content) > FILE_BYTES:
        Fault.too_large(Source(name, 1, 1)).report(findings)
        return Document(None, (), "", sound=False)
    text, fault = decode(content, name)
    if fault:
        fault.report(findings)
        return Document(None, (), text, sound=False)
    composer = Composer(name, findings)
    try:
        root = composer.document(_Loader(text))
    except Fault as stopped:
        stopped.report(findings)
        return Document(None, tuple(composer.leaves), text, sound=False)
    except yaml.YAMLError as error:
        syntax_fault(error, text, name).report(findings)
        return Document(None, tuple(composer.leaves), text, sound=False)
    return Document(root, tuple(composer.leaves), text, tagged=composer.tagged)
