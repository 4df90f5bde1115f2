"""What a file of unknown content holds: Kubernetes objects, a stack, or something of another program.

Rule: two of apiVersion, kind, metadata and spec, or near misspellings of them, make an object. A stack is what `stacks`
takes for one. The rest (templates, CI files, values, settings of tools) is passed over with a note, and so is a broken file
that does not even look like one of ours. A `kind: List` stands for its items.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from difflib import SequenceMatcher
from typing import Any

import yaml

from translator.model.manifest import Manifest
from translator.model.node import STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Source
from translator.model.record import dataclass
from translator.parse import encrypted, escapes, json_stream
from translator.parse.bodies import body
from translator.parse.composer import Composer
from translator.parse.limits import FILE_BYTES
from translator.parse.stacks import is_stack
from translator.parse.syntax import Fault, decode, syntax_fault
from translator.report.collector import Collector

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KUSTOMIZATIONS = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""The names of a kustomization; it needs neither apiVersion nor kind."""

_TOOLS = ("kubeadm.k8s.io", "audit.k8s.io", "kind.x-k8s.io", "client.authentication.k8s.io")
_NEVER_APPLIED = frozenset(
    (
        "abac.authorization.kubernetes.io",
        "admission.k8s.io",
        "apiserver.k8s.io",
        "backstage.io",
        "builtin",
        "eksctl.io",
        "garden.io",
        "imagepolicy.k8s.io",
        "k0sctl.k0sproject.io",
        "k3d.io",
        "kops.k8s.io",
        "kpt.dev",
        "krew.googlecontainertools.github.com",
        "score.dev",
        "skaffold",
    )
)
"""The groups of what has the look of an object, and is the configuration of a program or its question to another one."""
_CHARTS = ("Chart.yaml", "Chart.yml")
_MARKS = ("apiVersion", "kind", "metadata", "spec")
_OURS = re.compile(r"""^[ \t]*+[{]?[ \t]*+["']?(?:apiVersion|kind|services)["']?[ \t]*+:""", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{|\{%|<%|^\s*\$\{")
_CONTROL = re.compile(r"^[ \t]*(?:\{\{|\{%|<%|\$\{)", re.MULTILINE)
_PLACEHOLDERS = (("{{", "}}"), ("${", "}"), ("<%", "%>"), ("{%", "%}"))
"""Around what Helm, Jinja, envsubst and ERB fill in."""
_HELM = re.compile(r"\{\{[^{}]{0,400}\.(?:Values|Release|Chart|Capabilities)\b")
_TEXTS = frozenset(("annotations", "args", "binaryData", "command", "data", "stringData"))
"""Fields whose texts may have the marks of any program."""
_NAMED = (("apiVersion",), ("kind",), ("metadata", "name"), ("metadata", "namespace"))
_IDENTITY = ("/apiVersion", "/kind")
_ALIKE, _LONGER = 0.75, 2
"""How like a mark a key must be to be a slip, and by how many characters it may be longer or shorter."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file: its text for quoting (None where it must not be quoted), the objects in it, whether it is a stack.

    `kustomization` is the tree of one, which says what its neighbours are. A file that is none of these is passed over,
    `broken` or not.
    """

    text: str | None = None
    manifests: tuple[Manifest, ...] = ()
    stack: bool = False
    broken: bool = False
    kustomization: Mapping | None = None


def read(content: bytes, name: str, findings: Collector) -> Content:
    """Reads a YAML or JSON file; every fault of it, and the reason why it is passed over, is a finding.

    Args:
        name: the file as the user would name it.
    """
    if len(content) > FILE_BYTES:
        Fault.too_large(Source(name, 1, 1)).report(findings)
        return Content(broken=True)
    text, fault = decode(content, name)
    said = Collector()
    roots: list[Node] = []
    if fault is None:
        roots, fault = _roots(text, name, said)
    if fault is not None and (other := escapes.accepted(text)) != text:
        again = Collector()
        found, still = _roots(other, name, again)
        if still is None:
            roots, fault, said = found, None, again
    if fault is not None and text.lstrip().startswith("{"):
        # YAML knows no two values in a row.
        streamed = list(json_stream.parts(text))
        if len(streamed) > 1:
            parts = [_roots(escapes.accepted(part), name, said) for part in streamed]
            roots = [root for found, _ in parts for root in found]
            fault = next((wrong for _, wrong in parts if wrong is not None), None)
    if fault is not None:
        return _broken(fault, text, name, findings)
    return _sorted(roots, text, name, said, findings)


def _roots(text: str, name: str, said: Collector) -> tuple[list[Node], Fault | None]:
    """The roots of the documents up to the first fault, if there is one."""
    roots: list[Node] = []
    try:
        roots.extend(Composer(name, said).documents(_Loader(text)))
    except Fault as stopped:
        return roots, stopped
    except yaml.YAMLError as error:
        return roots, syntax_fault(error, text, name)
    return roots, None


def _broken(fault: Fault, text: str, name: str, findings: Collector) -> Content:
    if _is_template(text, fault.source.line):
        _pass_over(name, "is a template, which is no YAML before it is filled in", findings)
    elif not _OURS.search(text):
        _pass_over(name, "cannot be read as YAML, and looks neither like a manifest nor like a stack", findings)
    else:
        fault.report(findings)
        # What is broken cannot be told from what is secret.
        return Content(None if re.search(r"\bSecret\b", text) else text, broken=True)
    return Content()


def _is_template(text: str, line: int) -> bool:
    """Whether a file is no YAML because it is filled in first: whole lines are, or what is at fault is.

    Such marks elsewhere, in the text of a ConfigMap for example, excuse nothing.
    """
    near = text.splitlines()[max(0, line - 2) : line + 1]
    return _CONTROL.search(text) is not None or any(_TEMPLATE.search(each) for each in near)


def _sorted(roots: list[Node], text: str, name: str, said: Collector, findings: Collector) -> Content:
    if len(roots) == 1 and is_stack(roots[0]):
        return Content(text, stack=True)
    before = len(findings)
    kustomization = next((root for root in roots if isinstance(root, Mapping) and _is_kustomization(root, name)), None)
    empty = not roots
    helm = _HELM.search(text) is not None
    found = [manifest for root in _spent(roots) for manifest in _objects(root, name, "", findings, helm=helm)]
    if found:
        findings.extend(said)
        return Content(text, tuple(found))
    if kustomization is not None:
        _pass_over(name, "is a kustomization, which says how other files are put together", findings)
        return Content(text, kustomization=kustomization)
    if len(findings) == before:
        _pass_over(name, "is empty" if empty else "is neither a manifest nor a stack", findings)
    return Content(text)


def _spent(roots: list[Node]) -> Iterator[Node]:
    """The roots in their order, each let go before the next: a file may have ten thousand."""
    roots.reverse()
    while roots:
        yield roots.pop()


def _pass_over(name: str, why: str, findings: Collector) -> None:
    findings.add("T145", f"this file {why}", Source(name, 1, 1))


def _objects(
    root: Node, name: str, base: str, findings: Collector, *, listed: bool = False, helm: bool = False
) -> Iterator[Manifest]:
    """The objects that a document is. An item of a List must be one, whatever it looks like; `helm` tells whether the file has
    marks of Helm anywhere."""
    if not isinstance(root, Mapping):
        if listed:
            place = re.sub(r"/items/([0-9]+)", r".items[\1]", base).removeprefix(".")
            findings.add("T505", f"{place} must be an object, not {_shape(root)}", root.origin)
        return
    exact = [mark for mark in _MARKS if mark in root.entries]
    slips = {mark: key for mark in _MARKS if mark not in exact and (key := _slip(mark, root))}
    if (len(exact) + len(slips) < 2 and not listed) or _is_kustomization(root, "") or _of_a_tool(root):
        return
    if name.rpartition("/")[2] in _CHARTS and "metadata" not in root.entries:
        return
    items = root.get("items")
    empty = isinstance(items, Scalar) and items.is_null
    if (empty or isinstance(items, Sequence)) and _text(root, "kind").endswith("List") and "spec" not in root.entries:
        for index, item in enumerate(items.items if isinstance(items, Sequence) else ()):
            untyped = _text(root, "kind") == "List"
            yield from _objects(_typed(item, root), name, f"{base}/items/{index}", findings, listed=untyped, helm=helm)
        return
    for mark, key in slips.items():
        findings.add("T146", f"a manifest has no key {key}", root.keys[key].origin, help=f"write {mark}")
    data, places = body(_renamed(root, {key: mark for mark, key in slips.items()}), name, base)
    veiled: frozenset[str] = frozenset()
    if encrypted.is_encrypted(data):
        findings.add("T148", "the values of this object are encrypted, and were not checked", places[""])
        data, veiled = encrypted.veiled(data)
        if not veiled.isdisjoint(_IDENTITY):
            return
    if any(_has_placeholder(_text_at(root, *where)) for where in _NAMED) or (helm and _is_of_helm(root)):
        findings.add("T145", "this object is a template, which is none before it is filled in", places[""])
        return
    yield Manifest(data, places, veiled=veiled)


def _has_placeholder(text: str) -> bool:
    # A pattern would look for the end anew at each beginning, and a hostile name has as many as letters.
    return any((at := text.find(begin)) >= 0 and text.find(end, at) >= 0 for begin, end in _PLACEHOLDERS)


def _is_of_helm(node: Node) -> bool:
    """Whether Helm fills in a field of an object; what it says in its data or annotations is for another program."""
    if isinstance(node, Scalar):
        return "{{" in node.text and _HELM.search(node.text) is not None
    if isinstance(node, Mapping):
        return any(_is_of_helm(below) for key, below in node.entries.items() if key not in _TEXTS)
    return any(map(_is_of_helm, node.items))


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "null" if node.is_null else "a single value"
    return "a list"


def _typed(item: Node, items: Mapping) -> Node:
    """An item of a ConfigMapList and the like, which may leave out what its list says: apiVersion and kind."""
    kind = _text(items, "kind").removesuffix("List")
    if not kind or not isinstance(item, Mapping) or "kind" in item.entries or "apiVersion" in item.entries:
        return item
    said = {"apiVersion": Scalar(_text(items, "apiVersion"), STR, item.origin), "kind": Scalar(kind, STR, item.origin)}
    return Mapping({**said, **item.entries}, {**said, **item.keys}, item.origin)


def _renamed(root: Mapping, meant: MappingOf[str, str]) -> Mapping:
    """The object with the keys that were meant: one finding is enough, and the rest is checked all the same."""
    if not meant:
        return root
    entries = {meant.get(key, key): node for key, node in root.entries.items()}
    return Mapping(entries, {meant.get(key, key): node for key, node in root.keys.items()}, root.origin)


def _slip(mark: str, root: Mapping) -> str | None:
    def likeness(key: str) -> float:
        return SequenceMatcher(None, re.sub(r"[^a-z]", "", key.lower()), mark.lower()).ratio()

    others = [key for key in root.entries if key not in _MARKS and abs(len(key) - len(mark)) <= _LONGER]
    near = [key for key in others if likeness(key) >= _ALIKE]
    return max(near, key=likeness, default=None)


def _text(root: Mapping, key: str) -> str:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) else ""


def _text_at(root: Mapping, *steps: str) -> str:
    """The text at a path of keys; empty where there is none."""
    node: Node | None = root
    for step in steps:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node.text if isinstance(node, Scalar) else ""


def _is_kustomization(root: Mapping, name: str) -> bool:
    named = name.rpartition("/")[2] in KUSTOMIZATIONS
    return named or _text(root, "apiVersion").startswith("kustomize.config.k8s.io/")


def _of_a_tool(root: Mapping) -> bool:
    """Whether this is the configuration of a program (kubeconfig, kind, kubeadm, kubelet), which has the look of an object and
    no metadata."""
    group, slash, _ = _text(root, "apiVersion").rpartition("/")
    kind = _text(root, "kind")
    if (not slash and kind == "Config") or group.endswith(".config.k8s.io") or group in _NEVER_APPLIED:
        return True
    if not slash and _text(root, "apiVersion") in _NEVER_APPLIED:
        return True
    bare = "metadata" not in root.entries and "spec" not in root.entries
    return bare and "." in group and (not group.endswith(".k8s.io") or group in _TOOLS)
