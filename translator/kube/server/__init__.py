"""Server rules: what the API server refuses although it fits the schema.

A rule is one topic of one type: the file `<key of the type>/t5NN_<slug>.py`, whose name is its code. It has its manual page
as its docstring, `CODES` with the row of the catalogue, and `check(value, at)`, which yields the faults of one value of
that type. Rules are imported when their type first occurs. Source: k8s.io/kubernetes `pkg/apis/*/validation`,
k8s.io/apimachinery.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from translator.kube import graph, visit
from translator.kube.fault import Fault

Check = Callable[[Mapping[str, Any], visit.Visit], Iterator[Fault]]


def faults(body: Mapping[str, Any], version: str) -> list[Fault]:
    """What the API server would refuse in an object, in the order of its fields; nothing twice.

    Args:
        body: an object that fits the schema of the version: of one that does not, the API server says only that.
        version: a supported minor version such as "1.35".
    """
    return examine(body, version)[0]


def examine(body: Mapping[str, Any], version: str) -> tuple[list[Fault], bool]:
    """The faults of an object, and whether they depend on the version: where not, they hold for each version that it fits."""
    whole, visits = visit.read(body, version)
    return _found(visits), whole.depends


def judged(body: Mapping[str, Any], version: str) -> tuple[dict[str, Any], list[Fault]]:
    """An object with the API server's defaults, a new one without nulls, and its faults: what the server makes of a write."""
    whole, visits = visit.read(body, version)
    return whole.body, _found(visits)


def _found(visits: list[visit.Visit]) -> list[Fault]:
    found: list[Fault] = []
    for at in visits:
        for code, check in checks(at.type):
            broken = list(check(at.value, at))
            if broken:
                found += [replace(fault, code=code) for fault in broken]
    return list(dict.fromkeys(found)) if found else found


@cache
def checks(type_: graph.Type) -> tuple[tuple[str, Check], ...]:
    """The rules of a type, each with its code, in the order of the codes."""
    names = sorted((name, key) for key in type_.keys for name in visit.modules("server").get(key, ()))
    return tuple((name[:4].upper(), import_module(f"{__name__}.{key}.{name}").check) for name, key in names)
