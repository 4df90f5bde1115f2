"""The cluster that a verb works with: which one is meant, how it is opened, and how it is told that it cannot be had.

`--cluster NAME` is a context of the kubeconfig, `--cluster sandbox:DIR` an embedded cluster that is kept in a folder; it runs
in this process, unless `translator sandbox --state DIR` serves the same folder, which is then joined.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translator.cli import exits
from translator.cli.interruption import hurrying
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster, Refusal, Unreachable
from translator.model.finding import Finding
from translator.model.record import dataclass

if TYPE_CHECKING:
    from translator.apply.client.remote import Remote
    from translator.sandbox import Running
    from translator.sandbox.controllers.script import Script

F = TypeVar("F", bound=Callable[..., Any])

SANDBOX = "sandbox:"
KUBECONFIG = "kubeconfig"
"""The name of the kubeconfig in the folder of a sandbox that is served."""
OCCUPIED = "T706"
"""The code of what is told where another process serves the folder of a sandbox."""
_TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Where:
    """What the options say. `namespace` is the one to go by in place of the context's, `kubernetes` the version of a sandbox,
    `timeout` how many seconds a request may wait for its answer."""

    cluster: str | None = None
    kubeconfig: Path | None = None
    namespace: str | None = None
    kubernetes: str | None = None
    timeout: float = _TIMEOUT


def _cluster(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value or value == SANDBOX):
        raise click.BadParameter("must be a context of the kubeconfig, or sandbox: and a folder")
    return value


def options(function: F) -> F:
    """`--cluster` and `--kubeconfig`, as the parameters `cluster` and `kubeconfig`."""
    function = click.option(
        "--kubeconfig",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Default: $KUBECONFIG, else ~/.kube/config, else the service account of the Pod.",
    )(function)
    return click.option(
        "--cluster",
        metavar="CONTEXT",
        callback=_cluster,
        help="A context of the kubeconfig, or sandbox:DIR for an embedded cluster that is kept in a folder. Default: the "
        "current context.",
    )(function)


@contextmanager
def opened(where: Where, terminal: Terminal) -> Iterator[Cluster]:
    """The cluster. What it refuses, and that it cannot be reached, is told in one finding, here or from within the block; the
    command then ends with exit code 4."""
    try:
        if where.cluster is not None and where.cluster.startswith(SANDBOX):
            with _sandbox(where) as cluster, hurrying(cluster.hurry):
                yield cluster
        else:
            from translator.apply.client import connect

            meant = connect(where.kubeconfig, where.cluster, namespace=where.namespace, timeout=where.timeout)
            with meant as cluster, hurrying(cluster.hurry):
                yield cluster
    except (Unreachable, Refusal) as error:
        tell(error, terminal)
        raise click.exceptions.Exit(exits.UNREACHABLE) from None


@contextmanager
def _sandbox(where: Where) -> Iterator["Remote"]:
    """The cluster in a folder: served here, or by the process that has it."""
    from translator.apply.client import attach, connect

    name = where.cluster or SANDBOX
    folder = Path(name.removeprefix(SANDBOX)).expanduser()
    with ExitStack() as open_until_then:
        try:
            running = open_until_then.enter_context(started(folder, kubernetes=where.kubernetes))
            cluster = attach(running.url, running.token, context=name, namespace=where.namespace, timeout=where.timeout)
        except Unreachable as occupied:
            beside = folder / KUBECONFIG
            if occupied.code != OCCUPIED or not beside.is_file():
                raise
            cluster = connect(beside, None, namespace=where.namespace, timeout=where.timeout)
        yield open_until_then.enter_context(cluster)


@contextmanager
def started(
    folder: Path | None, *, kubernetes: str | None = None, port: int = 0, script: "Script | None" = None, speed: float = 1.0
) -> Iterator["Running"]:
    """An embedded cluster that runs until the block ends. Unreachable where it cannot be started."""
    from translator.kube import versions
    from translator.sandbox import Damaged, Occupied, serve
    from translator.sandbox.controllers.script import Script

    version = (versions.parse(kubernetes or "") or (versions.DEFAULT,))[0]
    with ExitStack() as until_the_end:
        try:
            serving = serve(folder, version=version, port=port, script=script or Script(), speed=speed)
            running = until_the_end.enter_context(serving)
        except Occupied:
            said = f"another process has the sandbox in {folder}"
            raise Unreachable(said, code=OCCUPIED, help="translator sandbox --state DIR serves one that many may use") from None
        except Damaged as damaged:
            said = f"the sandbox in {folder} cannot be read: line {damaged.line} of objects.jsonl is not what was written"
            raise Unreachable(said, code="T707", help="take another folder, or remove that line and what follows") from None
        except OverflowError:
            raise Unreachable(
                f"port {port} is none", code="T708", help="take one from 1 to 65535, or 0 for a free one"
            ) from None
        except OSError as error:
            raise Unreachable(f"the sandbox cannot be started: {_said(error)}", code="T708", help=_START) from None
        yield running


_START = "take a folder that may be written, and a port that is free"


def _said(error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{where}"


def tell(error: Unreachable | Refusal, terminal: Terminal) -> None:
    """Says why there is no cluster, as a finding."""
    from translator.report.formats import text
    from translator.report.quotation import Quotations

    if isinstance(error, Unreachable):
        finding = Finding(error.code, str(error), help=error.help)
    elif error.denied:
        finding = Finding("T704", f"the cluster refuses us: {error}", help=_NOBODY if error.status == 401 else _FORBIDDEN)
    else:
        finding = Finding("T705", f"the cluster answered {error.status}: {error}", help=_AGAIN)
    terminal.say(text.lines(finding, Quotations(()), terminal.style(os.environ)))


_NOBODY = "log in again: the credentials of the context are not, or no longer, accepted"
_FORBIDDEN = "kubectl auth can-i --list shows what you may; an administrator can grant the rest by a Role and a RoleBinding"
_AGAIN = "run the same command again: what was done already is not done twice"
