"""Bundles: files beside the stack file that a Pod mounts, as one ConfigMap; as a Secret where they hold a private key or a
dotenv file.

Paths below a folder and permission bits are kept: a key of a ConfigMap cannot have a slash, so the Pod puts each key at its
path. A single file is mounted alone, by subPath, so that its neighbours in the container stay. What is mounted so cannot be
written.
"""

import posixpath
import re
from collections.abc import Iterator

from translator.kube.names import DATA_KEY
from translator.model.mount import HostFile, Mount
from translator.model.origin import Derived, Located
from translator.render.binds import read_only, stem_of
from translator.render.filemap import FileEntry, FileMap, file_map
from translator.render.pods.storage import FileSource, Item
from translator.report.collector import Collector

_PRIVATE_KEY = re.compile(rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----")
_SECRET_NAME = re.compile(
    r"(?:.*\.)?env(?:\..+)?|.*\.(?:p12|pfx|jks|keystore|kdbx)|id_(?:rsa|dsa|ecdsa|ed25519)"
    r"|\.(?:pgpass|netrc|htpasswd|git-credentials|dockerconfigjson)"
)
_FOREIGN = re.compile(r"[^-._a-zA-Z0-9]")
_LONGEST_KEY = 200


def bundle(mount: Mount, service: str | None, findings: Collector) -> tuple[FileMap, FileSource, Located[str] | None]:
    """The object that holds the files of a bind, how a Pod shows them, and the key to mount where it is a single file."""
    assert mount.host is not None
    assert mount.source is not None
    files = mount.host.files
    origin = mount.source.origin
    single = mount.host.kind == "file"
    keys = _keys([file.path or posixpath.basename(mount.source.value) for file in files])
    held = Derived("file beside the stack file", (origin,))
    entries = [FileEntry(Located(key, held), Located(file.content, held)) for key, file in zip(keys, files, strict=True)]
    made = file_map(
        Located(stem_of(mount.source.value), origin),
        entries,
        secret=any(map(_secret, files)) or _named_secret(mount),
        service=service,
    )
    if single and not read_only(mount):
        findings.approximate(
            "T496",
            f"{mount.source.value} becomes part of a {'Secret' if made.secret else 'ConfigMap'}: the container can read it, "
            "but not change it",
            mount.origin,
            help="mount it read-only (:ro) if that is enough; a file that the program writes belongs in a named volume",
        )
    modes = {file.mode & 0o777 for file in files}
    bits = Derived("permissions of the file", (origin,))
    uniform = Located(modes.pop(), bits) if len(modes) == 1 else None
    if single:
        return made, FileSource(made.name, uniform), Located(keys[0], held)
    plain = uniform is not None and all(key == file.path for key, file in zip(keys, files, strict=True))
    items = () if plain else tuple(_items(keys, files, held, None if uniform is not None else bits))
    return made, FileSource(made.name, uniform, items), None


def _items(keys: list[str], files: tuple[HostFile, ...], held: Derived, bits: Derived | None) -> Iterator[Item]:
    for key, file in zip(keys, files, strict=True):
        mode = None if bits is None else Located(file.mode & 0o777, bits)
        yield Item(Located(key, held), Located(file.path, held), mode)


def _keys(paths: list[str]) -> list[str]:
    """A key for each path: the path with `_` for what a key cannot have, numbered where two become one."""
    taken: dict[str, None] = {}
    for path in paths:
        key = _FOREIGN.sub("_", path)[-_LONGEST_KEY:]
        key = key if DATA_KEY.accepts(key) else f"_{key.lstrip('.')}"
        stem, number = key, 2
        while key in taken:
            key, number = f"{stem}_{number}", number + 1
        taken[key] = None
    return list(taken)


def _secret(file: HostFile) -> bool:
    return _SECRET_NAME.fullmatch(posixpath.basename(file.path)) is not None or _PRIVATE_KEY.search(file.content) is not None


def _named_secret(mount: Mount) -> bool:
    assert mount.source is not None
    return _SECRET_NAME.fullmatch(posixpath.basename(mount.source.value)) is not None
