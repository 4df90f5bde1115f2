"""Answers about one stack: where a field of the output came from, and what became of a line of the input."""

from collections.abc import Iterator, Sequence
from typing import Any

from translator.cli.pages import kind
from translator.model.manifest import Manifest
from translator.pipeline import Conversion
from translator.report.fields import find, readable
from translator.report.formats import json
from translator.report.ledger import Entry
from translator.report.lines import entries_at
from translator.report.provenance import as_data, chain, leaves, one_line, shown
from translator.report.quotation import Quotations, safe
from translator.report.remarks import remarked


class NotThereError(Exception):
    """Nothing is there under the name that was asked for; the text says what is there instead."""


def locate(conversion: Conversion, what: str, field: str) -> tuple[Manifest, tuple[str, ...]]:
    """The object and the pointers of the leaves that are asked about. NotThereError where there is no such object or field."""
    manifest = _object(conversion.manifests, what)
    found = find(manifest.body, field)
    if not found:
        raise NotThereError(_no_field(manifest, field))
    if len(found) > 1:
        places = "\n".join(f"  {readable(manifest.body, pointer)}" for pointer in found)
        raise NotThereError(f"{field} stands in {len(found)} places of {what}; write one of\n{places}")
    return manifest, leaves(manifest, found[0])


def told(manifest: Manifest, pointers: Sequence[str], quotations: Quotations) -> Iterator[str]:
    """One leaf with its whole chain, or several with a line each."""
    name = f"{manifest.kind.lower()}/{manifest.name}"
    if len(pointers) == 1:
        pointer = pointers[0]
        yield f"{name}  {readable(manifest.body, pointer)}: {shown(manifest, pointer)}"
        yield from chain(manifest.origins[pointer], quotations)
        return
    yield name
    yield from (f"  {one_line(manifest, pointer)}" for pointer in pointers)


def told_as_data(manifest: Manifest, pointers: Sequence[str]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "object": {"kind": manifest.kind, "name": manifest.name, "service": manifest.service},
        "fields": [as_data(manifest, pointer) for pointer in pointers],
    }


def line_entries(conversion: Conversion, file: str, line: int, quotations: Quotations) -> tuple[Entry, ...]:
    """The entries of a line. NotThereError where the file is none of the stack's or nothing stands there."""
    names = {name.name.removeprefix("./"): name.name for name in conversion.files}
    name = names.get(file.removeprefix("./"))
    if name is None:
        raise NotThereError(f"{file} is no file of this stack, which consists of {', '.join(sorted(names)) or 'nothing'}")
    entries = remarked(conversion.entries, conversion.findings)
    found = entries_at(entries, name, line, quotations.lines(name))
    if not found:
        raise NotThereError(f"no value stands at line {line} of {file}")
    return found


def line_told(entries: Sequence[Entry], manifests: Sequence[Manifest], quotations: Quotations) -> Iterator[str]:
    """What became of a line, value by value."""
    objects = {(manifest.kind, manifest.name): manifest for manifest in manifests}
    previous = None
    for entry in entries:
        if entry.source != previous:
            yield safe(f"{entry.source}  {'.'.join(map(str, entry.source.path))}")
            yield from (f"  {line}" for line in quotations.quote(entry.source)[:1])
        previous = entry.source
        yield safe(f"  {entry.verdict.value}{f' ({entry.code}): {entry.message}' if entry.code else ''}")
        if entry.remedy:
            yield safe(f"    help: {entry.remedy}")
        for target in entry.targets:
            manifest = objects.get((target.kind, target.name))
            name = f"{target.kind.lower()}/{target.name}"
            if manifest and target.pointer in manifest.origins:
                yield f"    {name}  {readable(manifest.body, target.pointer)}: {shown(manifest, target.pointer)}"
            else:
                yield f"    {name}"


def entries_as_data(entries: Sequence[Entry]) -> dict[str, Any]:
    """The same for a program, as in a report."""
    return {"entries": [json.entry(entry) for entry in entries]}


def _object(manifests: Sequence[Manifest], what: str) -> Manifest:
    asked, _, name = what.partition("/")
    wanted = kind(asked) or asked.lower()
    found = [manifest for manifest in manifests if (kind(manifest.kind) or manifest.kind.lower()) == wanted]
    for manifest in found:
        if manifest.name == name:
            return manifest
    there = sorted(f"{manifest.kind.lower()}/{manifest.name}" for manifest in found or manifests)
    raise NotThereError(f"the stack gives no {what}; it gives {', '.join(there) or 'nothing'}")


def _no_field(manifest: Manifest, field: str) -> str:
    from difflib import get_close_matches  # only for misspelt fields

    name = f"{manifest.kind.lower()}/{manifest.name}"
    known = {readable(manifest.body, pointer): pointer for pointer in manifest.origins}
    near = get_close_matches(field, known, 3, 0.5)
    return f"{name} has no field {field}" + (f"; is it {' or '.join(near)} that you mean?" if near else "")
