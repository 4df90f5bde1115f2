"""`translator sandbox`: an embedded API server on loopback, with a kubeconfig for whatever speaks to clusters."""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from translator.cli import exits, options, subject
from translator.cli.cluster import KUBECONFIG, started, tell
from translator.cli.interruption import endings, handled
from translator.cli.terminal import Terminal
from translator.model.cluster import Unreachable

if TYPE_CHECKING:
    from translator.sandbox import Running
    from translator.sandbox.controllers.script import Script

_EPILOG = """\b
Examples:
  translator sandbox
  translator sandbox --state build/cluster --port 16443
  translator sandbox --kubernetes 1.30 --kubeconfig build/kubeconfig
  translator sandbox --fail '*/api:*=crash' --fail 'redis:*=missing' --speed 10
\b
While it runs, in another terminal:
  kubectl --kubeconfig build/cluster/kubeconfig get all
  translator apply -f stack.yml --kubeconfig build/cluster/kubeconfig
"""
_WRITTEN = "# Written by translator sandbox, and removed when it ends.\n"


def _script(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> "Script":
    from translator.sandbox.controllers.script import WORDS, Script, named

    rules = []
    for value in values:
        image, _, word = value.rpartition("=")
        rule = named(word, image)
        if not image or rule is None:
            raise click.BadParameter(f'must be IMAGE=FATE, the fate one of {", ".join(WORDS)}, not "{value}"')
        rules.append(rule)
    return Script(tuple(rules))


@click.command(epilog=_EPILOG, short_help="An embedded Kubernetes API server to try things on.")
@click.option(
    "--state",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the cluster is kept. Default: nowhere, it is gone in the end.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: one that is free.")
@click.option(
    "--kubeconfig",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The kubeconfig to write. Default: DIR/kubeconfig, or a temporary file.",
)
@click.option(
    "--fail",
    "script",
    metavar="IMAGE=FATE",
    multiple=True,
    callback=_script,
    help="What becomes of images that match a pattern: missing (cannot be pulled), crash (again and again), never (becomes "
    "ready), done (ends well), fail (ends with an error). May repeat.",
)
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1.0, help="How much faster time passes in it. Default: 1.")
@options.version
@options.common
def sandbox(**given: Any) -> int:
    """Serves an embedded Kubernetes API server on 127.0.0.1 until Ctrl-C.

    It has server-side apply, dry runs, watches, and controllers that make workloads ready; no image is pulled and nothing
    runs. kubectl works with it, but for the commands that send protobuf: create KIND (create -f works), autoscale, auth can-i.
    What to use it with is written to a kubeconfig, which holds its token.
    """
    terminal = options.terminal(given)
    cluster = started(
        given["state"], kubernetes=_version(given, terminal), port=given["port"], script=given["script"], speed=given["speed"]
    )
    try:
        with _until_told() as told, cluster as running, _configured(running, given["state"], given["kubeconfig"]) as file:
            _introduce(running, file, given["state"], terminal)
            told.wait()
    except Unreachable as error:
        tell(error, terminal)
        return exits.UNREACHABLE
    if not terminal.quiet:
        kept = f"; the cluster is kept in {given['state']}" if given["state"] else ""
        terminal.say([f"The sandbox has ended{kept}."])
    return exits.FINE


def _version(given: dict[str, Any], terminal: Terminal) -> str | None:
    """The version that is asked for: by the option, else by the configuration, of a range its first."""
    from translator.kube import versions

    if given["kubernetes"] is not None:
        return str(given["kubernetes"])
    wanted = subject.settings(given["configuration"], terminal).target.kubernetes
    found = versions.parse(wanted.value) if wanted is not None else None
    return found[0] if found else None


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """An event that Ctrl-C, SIGTERM and a closed terminal set: all of them end a server as it should end."""
    told = threading.Event()
    with handled(lambda *_: told.set(), endings()):
        yield told


@contextmanager
def _configured(running: "Running", state: Path | None, wanted: Path | None) -> Iterator[Path]:
    """The kubeconfig, for its owner's eyes only, for as long as the server runs. No other file is overwritten."""
    try:
        file = wanted or (state / KUBECONFIG if state else _temporary())
        if file.exists() and file.stat().st_size and not _ours(file):
            said = f"{file} is there, and no sandbox wrote it"
            raise Unreachable(said, code="T709", help="name another file with --kubeconfig, or none")
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}.new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            stream.write(_WRITTEN + running.kubeconfig())
        os.replace(fresh, file)
    except OSError as error:
        said = f"the kubeconfig cannot be written: {(error.strerror or str(error)).lower()}: {error.filename}"
        raise Unreachable(said, code="T709", help="name another file with --kubeconfig") from None
    try:
        yield file
    finally:
        with suppress(OSError):
            if running.token in file.read_text(encoding="utf-8"):
                file.unlink()


def _temporary() -> Path:
    descriptor, name = tempfile.mkstemp(prefix="translator-sandbox-", suffix=".kubeconfig")
    os.close(descriptor)
    return Path(name)


def _ours(file: Path) -> bool:
    with file.open(encoding="utf-8", errors="replace") as stream:
        return stream.readline() == _WRITTEN


def _introduce(running: "Running", file: Path, state: Path | None, terminal: Terminal) -> None:
    version = running.cluster.version
    if terminal.json:
        import json

        facts = {"version": 1, "kubernetes": version, "url": running.url, "kubeconfig": str(file)}
        terminal.give(json.dumps(facts) + "\n")
        return
    named = quote(str(file))
    terminal.give(f"export KUBECONFIG={named}\n")
    if terminal.quiet:
        return
    kept = f"kept in {state}" if state else "gone when this ends"
    ending = "Ctrl-C ends it." if sys.stdin is not None and sys.stdin.isatty() else "SIGTERM ends it."
    terminal.say(
        (
            f"Kubernetes {version} (sandbox) at {running.url}, {kept}. {ending}",
            f"  kubectl --kubeconfig {named} get all",
            f"  translator apply -f stack.yml --kubeconfig {named}",
        )
    )
