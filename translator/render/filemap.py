"""File maps: ConfigMaps and Secrets made of files, immutable and named by their content.

A Swarm config or secret never changes, and Pods do not restart when a ConfigMap does. So an object's name ends in a hash of
its content: new content is a new object, the reference in the Pod changes with it, and that rolls the Pods out. What a
PersistentVolume refers to keeps its name instead, since its source cannot be changed to name another.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import field

from translator.kube.names import HASH_LENGTH, SUBDOMAIN_LENGTH, dns_label
from translator.model.origin import Derived, Located
from translator.model.record import dataclass

LIMIT = 1 << 20
"""Most bytes of a ConfigMap's or a Secret's data: `MaxSecretSize` of the API server, and its check of ConfigMaps."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: `key` in the object's data, and the bytes."""

    key: Located[str]
    content: Located[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileMap:
    """A ConfigMap, or Secret, made of files. `service` is the one that alone uses it, None for the stack's own."""

    name: Located[str]
    secret: bool
    entries: tuple[FileEntry, ...]
    service: str | None = None
    type: str = "Opaque"
    """Of a Secret: what the API server asks of its keys."""
    immutable: bool = True
    """Whether other content is another object."""

    @property
    def size(self) -> int:
        """Bytes of data, as the API server counts them."""
        return sum(len(entry.content.value) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class FileReference:
    """Where a Compose config or secret is held: the name of the ConfigMap or Secret, and the key of the bytes in it."""

    name: Located[str]
    key: Located[str]


def file_map(stem: Located[str], entries: Sequence[FileEntry], *, secret: bool, service: str | None = None) -> FileMap:
    """The object that holds `entries`, named `STEM-HASH`.

    Args:
        stem: what the name begins with, any text; it is made a DNS label.
        entries: with keys of the grammar `kube.names.DATA_KEY`, each once; they are sorted by key.
    """
    entries = tuple(sorted(entries, key=lambda entry: entry.key.value))
    name = dns_label(stem.value, SUBDOMAIN_LENGTH - HASH_LENGTH - 1) + "-" + _fingerprint(entries, secret)
    return FileMap(Located(name, Derived("name with a content hash", (stem.origin,))), secret, entries, service)


def credentials(volume: Located[str], entries: Sequence[FileEntry], type: str = "Opaque") -> FileMap:
    """The Secret that a PersistentVolume mounts its storage with, named `VOLUME-keys` whatever the keys are.

    Args:
        volume: the name of the PersistentVolume.
        entries: as `file_map` takes them.
        type: what the plugin of the storage asks for.
    """
    name = dns_label(f"{volume.value}-keys", SUBDOMAIN_LENGTH)
    entries = tuple(sorted(entries, key=lambda entry: entry.key.value))
    rule = Derived("name of the volume whose keys these are", (volume.origin,))
    return FileMap(Located(name, rule), True, entries, type=type, immutable=False)


def _fingerprint(entries: Sequence[FileEntry], secret: bool) -> str:
    digest = hashlib.sha256(b"secret" if secret else b"config")
    for entry in entries:
        for part in (entry.key.value.encode(), entry.content.value):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:HASH_LENGTH]
