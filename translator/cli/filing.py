"""One file per object: what each is called, and how it reads.

`kind-name.yaml`, so that a folder lists by kind and kubectl takes it whole. A name that no file system takes is respelt; where
two objects would share a file, the later ones are numbered.
"""

import re
from collections.abc import Iterable

from translator.cli.folder import OutputFile
from translator.model.manifest import Manifest
from translator.render import emit

_LONGEST = 200


def output_files(manifests: Iterable[Manifest]) -> tuple[OutputFile, ...]:
    """The file of each manifest, in their order."""
    taken: set[str] = set()
    files: list[OutputFile] = []
    for manifest in manifests:
        stem = re.sub(r"[^a-z0-9.-]+", "-", f"{manifest.kind}-{manifest.name}".lower())[:_LONGEST]
        name, count = f"{stem}.yaml", 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}.yaml"
        taken.add(name)
        files.append(OutputFile(name, emit((manifest,)).encode(), private=manifest.kind == "Secret"))
    return tuple(files)
