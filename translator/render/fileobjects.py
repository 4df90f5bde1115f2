"""File objects: where the configs and secrets of a stack are held, and the variables that the configuration makes secret."""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType

from translator.kube.names import DATA_KEY, DNS_SUBDOMAIN, ENVIRONMENT_NAME, dns_label
from translator.model.container import Variable
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.settings import ExistingFile, Settings
from translator.model.stack import FileObject, Stack
from translator.render.filemap import LIMIT, FileEntry, FileMap, FileReference, file_map
from translator.report.collector import Collector

_HAS_SIGN = re.compile("[A-Za-z0-9]")


def held(
    objects: Sequence[FileObject],
    *,
    secret: bool,
    findings: Collector,
    existing: Mapping[str, ExistingFile] = MappingProxyType({}),
) -> tuple[Mapping[str, FileReference], tuple[FileMap, ...]]:
    """Where each config (or secret) is held, by its key, and the objects to write. One that cannot be held is refused.

    Args:
        existing: what the configuration says of external ones, by their key or name.
    """
    references: dict[str, FileReference] = {}
    maps: dict[str, FileMap] = {}
    for found in objects:
        if found.content is None:
            reference = _external(found, existing, secret, findings)
            if reference is not None:
                references[found.key.value] = reference
            continue
        made = _made(found, found.content, secret)
        if made.size > LIMIT:
            _refuse_size(found, made.size, secret, findings)
            continue
        maps.setdefault(made.name.value, made)
        references[found.key.value] = FileReference(made.name, made.entries[0].key)
    return references, tuple(maps[name] for name in sorted(maps))


def _made(found: FileObject, content: Located[bytes], secret: bool) -> FileMap:
    text = found.key.value
    key = found.key if DATA_KEY.accepts(text) else Located(dns_label(text), Derived("name rule", (found.key.origin,)))
    # An explicit name has no meaning beyond the name of the object, since nothing outside the stack can refer to a hashed one.
    return file_map(found.name or found.key, (FileEntry(key, content),), secret=secret)


def _external(
    found: FileObject, existing: Mapping[str, ExistingFile], secret: bool, findings: Collector
) -> FileReference | None:
    """An object that is there already: Swarm keeps one file in it, under no name; here the key must be known."""
    written = found.name or found.key
    chosen = existing.get(found.key.value) or existing.get(written.value)
    if chosen is not None:
        return _chosen(found, written, chosen, secret, findings)
    text, word, kind = written.value, *_words(secret)
    label = text if DNS_SUBDOMAIN.accepts(text) else dns_label(text)
    if not _HAS_SIGN.search(text):
        findings.refuse(
            "T442",
            f"the external {word} {text} cannot be a {kind}: its name must be {DNS_SUBDOMAIN.sentence}",
            found.origin,
            help=f"name the {kind} that holds the file in translator.yaml: files: {{{text}: {{object: NAME, key: KEY}}}}",
        )
        return None
    key = text if DATA_KEY.accepts(text) else label
    findings.approximate(
        "T441",
        f"the external {word} {text} must be a {kind} {label} that holds the file under the key {key}",
        found.origin,
        help=f"kubectl create {'secret generic' if secret else 'configmap'} {label} --from-file={key}=FILE; another "
        f"object or key is named in translator.yaml: files: {{{text}: {{object: NAME, key: KEY}}}}",
    )
    origin = Derived(f"external {word}", tuple(v.origin for v in (written, found.external) if v is not None))
    renamed = origin if label == text else Derived("name rule", (origin,))
    return FileReference(Located(label, renamed), Located(key, origin))


def _chosen(found: FileObject, written: Located[str], chosen: ExistingFile, secret: bool, findings: Collector) -> FileReference:
    """The object and the key that the configuration names; the name of the stack file where it leaves one out."""
    origins = tuple(v.origin for v in (chosen.object, chosen.key, written, found.external) if v is not None)
    origin = Derived("files of the configuration", origins)
    name = (chosen.object or written).value
    key = (chosen.key or written).value
    kind = _words(secret)[1]
    findings.add("T441", f"the {kind} {name} must be there, with the file under the key {key}", found.origin)
    return FileReference(Located(name, origin), Located(key, origin))


def _refuse_size(found: FileObject, size: int, secret: bool, findings: Collector) -> None:
    word, kind = _words(secret)
    findings.refuse(
        "T443",
        f"the {word} {found.key.value} has {size:,} bytes, and a {kind} holds {LIMIT:,} at most",
        found.origin,
        help="put the file into the image, or on a volume that an init container fills",
    )


def _words(secret: bool) -> tuple[str, str]:
    return ("secret", "Secret") if secret else ("config", "ConfigMap")


def lifted(stack: Stack, settings: Settings) -> Mapping[str, FileMap]:
    """The Secret of the variables that `secrets.environment` names, for each service that has any; keys are their names.

    A value with a placeholder of Swarm stays where it is: it is filled in for each Pod, and a Secret is the same for all.
    """
    if not settings.secrets:
        return {}
    result: dict[str, FileMap] = {}
    for service in stack.services:
        entries = [entry for variable in service.environment if (entry := _entry(variable, settings.secrets)) is not None]
        if entries:
            result[service.name.value] = _lifted(service, entries)
    return result


def _entry(variable: Variable, globs: Sequence[Located[str]]) -> FileEntry | None:
    name, value = variable.name.value, variable.value
    glob = next((glob for glob in globs if fnmatchcase(name, glob.value)), None)
    if glob is None or "{{" in value.value or not ENVIRONMENT_NAME.accepts(name):
        return None
    content = value.value.encode("utf-8", "replace")
    return FileEntry(variable.name, Located(content, Derived("secrets.environment", (value.origin, glob.origin))))


def _lifted(service: Service, entries: Sequence[FileEntry]) -> FileMap:
    stem = Located(f"{service.name.value}-environment", Derived("secrets.environment", (service.name.origin,)))
    return file_map(stem, entries, secret=True, service=service.name.value)
