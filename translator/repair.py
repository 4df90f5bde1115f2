"""Repair as code: what a validation found and `check.remedies` can cure for certain is changed in the files.

A finding that a comment or the configuration accepts, or that no chosen rule tells, is left alone; so are stacks, and files
that SOPS signed, where any change would break the signature.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from translator.check import remedies
from translator.model.manifest import Manifest
from translator.model.origin import Source
from translator.parse.bodies import Places
from translator.parse.edits import Edit, applied
from translator.report.collector import Collector
from translator.validation import Validation


def repair(validation: Validation, findings: Collector) -> dict[str, int]:
    """Writes the cures; gives the number of changes by file. A file that cannot be written is a finding."""
    told = {(each.code, each.source) for each in validation.findings if not each.accepted}
    edits: dict[str, list[Edit]] = defaultdict(list)
    whole = dict(_rewritten(validation, told))
    for manifest in validation.manifests:
        if _is_ours(manifest) and _file(manifest) not in whole:
            for remedy in remedies.remedies(manifest, validation.versions):
                at = manifest.origins.get(remedy.pointer)
                if isinstance(at, Source) and (remedy.code, at) in told:
                    edits[at.file].append(Edit(at, remedy.old, remedy.new))
    changes = {file: _overwrite(file, text, findings) for file, text in whole.items()}
    changes |= {file: _write(file, edits[file], findings) for file in edits}
    return {file: changes[file] for file in sorted(changes) if changes[file]}


def _rewritten(validation: Validation, told: set[tuple[str, Source | None]]) -> Iterator[tuple[str, str]]:
    """Files of a single legacy object, with their new text: that form has no field in its place, so all is written anew."""
    texts = {file.name: file.text or "" for file in validation.files}
    for manifest in validation.manifests:
        at = manifest.origins.get("/apiVersion")
        if not _is_ours(manifest) or not isinstance(at, Source) or ("T512", at) not in told:
            continue
        alone = at.path == ("apiVersion",) and not re.search(r"^---\s", texts[at.file].lstrip("-\n "), re.MULTILINE)
        found = remedies.rewritten(manifest, validation.versions) if alone else None
        if found is not None and not any(True for _ in remedies.remedies(manifest, validation.versions)):
            text = json.dumps(found, indent=2, ensure_ascii=False) + "\n" if at.file.endswith(".json") else _yaml(found)
            yield at.file, text


def _yaml(body: dict[str, Any]) -> str:
    from translator.render import emit  # for the oldest of manifests

    return emit((Manifest(body, {}),))


def _file(manifest: Manifest) -> str:
    at = manifest.origins.get("")
    return at.file if isinstance(at, Source) else ""


def _is_ours(manifest: Manifest) -> bool:
    return isinstance(manifest.origins, Places) and "/sops" not in manifest.origins


def _overwrite(file: str, text: str, findings: Collector) -> int:
    try:
        Path(file).write_bytes(text.encode("utf-8"))
    except OSError as error:
        _complain(file, error, findings)
        return 0
    return 1


def _complain(file: str, error: OSError, findings: Collector) -> None:
    findings.add("T193", f"{file} could not be written: {error.strerror}", help="correct its permissions")


def _write(file: str, edits: list[Edit], findings: Collector) -> int:
    try:
        before = Path(file).read_bytes()
        text, count = applied(before.decode("utf-8"), edits)
        if count:
            Path(file).write_bytes(text.encode("utf-8"))
    except UnicodeDecodeError:  # UTF-16: the places count other characters
        return 0
    except OSError as error:
        _complain(file, error, findings)
        return 0
    return count
