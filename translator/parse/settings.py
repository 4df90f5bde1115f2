"""`translator.yaml`: the decisions of the migration team, read and checked.

Rule: `schemas/translator.schema.json`, which editors complete from, is the whole grammar; here its values become
`model.settings.Settings` with the lines that they stand in. Every fault is told with its place and the nearest key, and stops
the output: a decision that is not understood must not be dropped. Its lines need no verdict, since they are no input.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from translator import files
from translator.files import Refusal
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Located, place
from translator.model.project import SourceFile
from translator.model.settings import (
    Acceptance,
    ClusterTarget,
    ExistingFile,
    Images,
    Models,
    Networks,
    Nodes,
    ResourceDefaults,
    Rules,
    Settings,
    Storage,
    VolumePolicy,
)
from translator.parse import settings_ack, settings_exposure
from translator.parse.schema import Fault, Violation, at, key_at, kind, plain, schema, without
from translator.parse.settings_values import items, listed, section, text, texts
from translator.report.catalogue import lookup
from translator.report.collector import Collector

_SCHEMA = "translator.schema.json"
_FILE_BYTES = 1 << 20


def settings(path: Path | None, findings: Collector) -> tuple[Settings, tuple[SourceFile, ...]]:
    """The configuration and its file, for findings to quote; the defaults and no file where `path` is None."""
    if path is None:
        return Settings(), ()
    from translator.parse.yaml import compose

    name = path.name if path.is_absolute() else path.as_posix()
    target = files.resolve(path.name, path.parent)
    roots = () if target is None else (target.parent,)
    reading = files.read(path.name, path.parent, roots, limit=_FILE_BYTES)
    if reading.content is None:
        reason = _REFUSALS.get(reading.refusal, "cannot be read") if reading.refusal else ""
        findings.add("T170", f"{name} {reason}", help="correct the path of --config, or the file's permissions")
        return Settings(), ()
    file = SourceFile(name, reading.content.decode("utf-8", "replace"), ())
    root = compose(reading.content, name, findings)
    if root is None:
        return Settings(), (file,)
    if not isinstance(root, Mapping):
        findings.add("T172", f"{name} must be a mapping, not {kind(root)}", root.origin, help="write KEY: value lines")
        return Settings(), (file,)
    return _settings(_checked(root, findings), findings), (file,)


_REFUSALS = {
    Refusal.MISSING: "does not exist",
    Refusal.NOT_A_FILE: "is not a file",
    Refusal.TOO_LARGE: f"is larger than {_FILE_BYTES:,} bytes",
}


def _checked(root: Mapping, findings: Collector) -> Mapping:
    chosen = schema(_SCHEMA)
    data = plain(root, numbers=False)
    if chosen.accepts(data):
        return root
    violations = list(chosen.violations(data))
    for violation in violations:
        _report(root, violation, findings)
    return without(root, [violation.path for violation in violations])


def _report(root: Mapping, violation: Violation, findings: Collector) -> None:
    shown = ".".join(map(str, violation.path))
    if violation.fault in (Fault.UNKNOWN_KEY, Fault.BAD_NAME):
        _report_key(root, violation, findings)
    elif violation.fault is Fault.MISSING_KEY:
        origin = at(root, violation.path)[1]
        findings.add("T173", f"{shown} has no {violation.missing}", origin, help=f"add {violation.missing}")
    else:
        node, origin = at(root, violation.path)
        findings.add("T172", f"{shown} must be {violation.expected}, not {_found(node)}", origin, help="correct the value")


def _report_key(root: Mapping, violation: Violation, findings: Collector) -> None:
    name = str(violation.path[-1])
    home = ".".join(map(str, violation.path[:-1]))
    origin = key_at(root, violation.path)
    if violation.fault is Fault.BAD_NAME:
        message = f"{home} cannot have the key {name}: it must be {violation.expected}"
        findings.add("T172", message, origin, help="correct the key")
        return
    nearest = get_close_matches(name.replace("-", "_").lower(), violation.known, 1, 0.6)
    known = ", ".join(sorted(violation.known))
    help = f"write {nearest[0]}" if nearest else f"the keys here are {known}"
    findings.add("T171", f"{home or 'the configuration'} has no key {name}", origin, help=help)


def _found(node: Node) -> str:
    if isinstance(node, Mapping):
        return f"a mapping of {len(node.entries)}"
    return f'"{node.text[:40]}"' if isinstance(node, Scalar) and not node.is_null else kind(node)


def _settings(root: Mapping, findings: Collector) -> Settings:
    images, exposure, storage = section(root, "images"), section(root, "exposure"), section(root, "storage")
    nodes, resources = section(root, "nodes"), section(root, "resources")
    target = section(root, "target")
    return Settings(
        target=ClusterTarget(text(target, "kubernetes"), text(target, "platform"), text(target, "namespace")),
        variables=texts(root, "variables"),
        images=Images(
            rewrites=tuple(sorted(texts(images, "rewrites").items(), key=lambda pair: (-len(pair[0]), pair[0]))),
            services=texts(images, "services"),
            pull_secrets=listed(images, "pull_secrets"),
            helper=text(images, "helper"),
        ),
        exposure=settings_exposure.exposure(exposure),
        load_balancers=settings_exposure.load_balancers(section(root, "load_balancers")),
        storage=Storage(
            text(storage, "driver"),
            texts(storage, "classes"),
            text(storage, "size"),
            settings_ack.bindings(section(storage, "bindings")),
        ),
        volumes={name: _volume(node) for name, node in sorted(section(root, "volumes").entries.items())},
        files={name: _existing(node) for name, node in sorted(section(root, "files").entries.items())},
        references=text(root, "references"),
        networks=Networks(text(section(root, "networks"), "policies")),
        workloads=texts(root, "workloads"),
        pods={name: listed(section(root, "pods"), name) for name in sorted(section(root, "pods").entries)},
        users=texts(root, "users"),
        groups=texts(root, "groups"),
        nodes=Nodes(
            index={name: _index(node) for name, node in sorted(section(nodes, "index").entries.items()) if _filled(node)},
            labels=texts(nodes, "labels"),
            hostnames=texts(nodes, "hostnames"),
            devices=texts(nodes, "devices"),
            runtimes=texts(nodes, "runtimes"),
            sysctls=listed(nodes, "sysctls"),
        ),
        logs=text(section(root, "logs"), "form"),
        resources=ResourceDefaults(
            cpu_request=text(resources, "cpu_request"),
            cpu_limit=text(resources, "cpu_limit"),
            memory_request=text(resources, "memory_request"),
            memory_limit=text(resources, "memory_limit"),
            request_ratio=_ratio(resources),
        ),
        secrets=listed(section(root, "secrets"), "environment"),
        labels=listed(root, "labels"),
        models=_models(section(root, "models")),
        accepted=tuple(_accepted(root, findings)),
        ack=settings_ack.ack(section(root, "ack")),
        monitoring=text(root, "monitoring"),
        rules=_rules(section(root, "validate")),
    )


def _models(node: Mapping) -> Models:
    gpus = text(node, "gpus")
    number = None if gpus is None else Located(int(gpus.value), gpus.origin)
    return Models(text(node, "endpoint"), text(node, "image"), number)


def _volume(node: Node) -> VolumePolicy:
    if isinstance(node, Scalar):
        return VolumePolicy(mode=Located(node.text, node.origin))
    assert isinstance(node, Mapping)
    return VolumePolicy(*(text(node, name) for name in ("mode", "path", "fill", "size", "storage_class")))


def _existing(node: Node) -> ExistingFile:
    assert isinstance(node, Mapping)
    return ExistingFile(text(node, "object"), text(node, "key"))


def _filled(node: Node) -> bool:
    return isinstance(node, Mapping) and bool(node.entries)


def _index(node: Node) -> tuple[str, Located[str]]:
    assert isinstance(node, Mapping)
    name, value = next(iter(node.entries.items()))
    assert isinstance(value, Scalar)
    return name, Located(value.text, value.origin)


def _ratio(node: Mapping) -> Located[float] | None:
    value = text(node, "request_ratio")
    return None if value is None else Located(float(value.value), value.origin)


def _rules(node: Mapping) -> Rules:
    sets = section(node, "sets")
    return Rules(listed(node, "select"), texts(node, "ignore"), {name: listed(sets, name) for name in sorted(sets.entries)})


def _accepted(root: Mapping, findings: Collector) -> Iterator[Acceptance]:
    for item in items(root, "accepted"):
        assert isinstance(item, Mapping)
        code, path, reason = (text(item, name) for name in ("code", "path", "reason"))
        source = place(item.origin)
        if code is None or path is None or reason is None or source is None:
            continue  # the schema has told it
        if code.value != "any" and not _exists(code.value):
            help = "copy the code from the report, or write any"
            findings.add("T174", f"there is no code {code.value}", code.origin, help=help)
        yield Acceptance(code.value, path.value, reason.value, source)


def _exists(code: str) -> bool:
    try:
        lookup(code)
    except KeyError:
        return False
    return True
