"""`translator explain`: the manual page of anything the translator names, and the reason for anything it wrote."""

import json
import os
import re
from dataclasses import replace
from typing import Any

import click

from translator import garbage
from translator.cli import exits, options
from translator.cli.reading import CONFIGURATION, Options, configuration, request
from translator.cli.terminal import Terminal
from translator.model.finding import Severity

_EPILOG = """\b
Examples:
  translator explain T302
  translator explain aliyun.routing.port_80
  translator explain deploy.replicas
  translator explain deployment
  translator explain deployment/web spec.replicas -f stack.yml
  translator explain deployment/web containers[web].image -f stack.yml
  translator explain stack.yml:14
"""

_LINE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]{1,9})(?::[0-9]+)?")
_VERSION = 1


@click.command(epilog=_EPILOG, short_help="Why a field is what it is, what became of a line, what a word means.")
@click.argument("what", required=False)
@click.argument("field", required=False)
@options.project
@options.target
@options.common
@garbage.held()
def explain(**given: Any) -> int:
    """Explains a code, a label, a Compose key, a kind, a field of the output (KIND/NAME FIELD) or a line of the input
    (FILE:LINE).

    A field is written as spec.replicas, containers[web].image or /spec/replicas; without one, all fields are listed.
    """
    what, field = given.pop("what"), given.pop("field")
    terminal = options.terminal(given)
    chosen = Options(**given)
    if what is None:
        from translator.cli.pages import topics

        terminal.give(topics() + "\n")
        return exits.FINE
    line = _LINE.fullmatch(what)
    if line or "/" in what:
        return _about_stack(what, field or "", line, chosen, terminal)
    return _about_word(what, terminal)


def _about_word(what: str, terminal: Terminal) -> int:
    from translator.cli.pages import nearest, pages

    found = pages(what)
    if not found:
        near = nearest(what)
        hint = f"; is it {' or '.join(near)} that you mean?" if near else "; translator explain alone says what there is"
        terminal.say([f"translator: there is no page about {what}{hint}"])
        return exits.USAGE
    if terminal.json:
        terminal.give(_document({"pages": [page.rstrip("\n") for page in found]}))
    else:
        terminal.give("\n\n".join(page.rstrip("\n") for page in found) + "\n")
    return exits.FINE


def _about_stack(what: str, field: str, line: re.Match[str] | None, chosen: Options, terminal: Terminal) -> int:
    from translator.cli import tracing
    from translator.pipeline import convert
    from translator.report.formats import text
    from translator.report.quotation import Quotations
    from translator.report.secrecy import secret_lines

    if line and not chosen.files and _is_stack(line["file"]):
        chosen = replace(chosen, files=(line["file"],))
    conversion = convert(request(chosen), configuration(chosen))
    quotations = Quotations(conversion.files, secret_lines(conversion.manifests))
    if conversion.faulty:
        terminal.say(text.listing(conversion.findings, quotations, least=Severity.ERROR, style=terminal.style(os.environ)))
        return exits.FINDINGS
    try:
        if line:
            entries = tracing.line_entries(conversion, line["file"], int(line["line"]), quotations)
            data = tracing.entries_as_data(entries)
            lines = tracing.line_told(entries, conversion.manifests, quotations)
        else:
            manifest, pointers = tracing.locate(conversion, what, field)
            data = tracing.told_as_data(manifest, pointers)
            lines = tracing.told(manifest, pointers, quotations)
        terminal.give(_document(data) if terminal.json else "\n".join(lines) + "\n")
    except tracing.NotThereError as unknown:
        terminal.say([f"translator: {unknown}"])
        return exits.USAGE
    return exits.FINE


def _document(content: dict[str, Any]) -> str:
    return json.dumps({"version": _VERSION, **content}, indent=2) + "\n"


def _is_stack(name: str) -> bool:
    """Whether a file is a stack of its own, and none of those that are found without -f (with their overrides)."""
    base = os.path.basename(name)
    standard = re.fullmatch(r"(docker-)?compose(\.override)?\.ya?ml", base) and base == name.removeprefix("./")
    return base.endswith((".yml", ".yaml")) and base != CONFIGURATION and not standard
