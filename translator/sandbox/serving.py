"""Serving: starts an API server, and stops it.

`with serve(None) as running:` gives the URL and the token of a cluster in memory, `serve(Path(...))` of one that is kept.
"""

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from translator.kube.versions import DEFAULT
from translator.model.record import dataclass
from translator.sandbox import users
from translator.sandbox.cluster import Clock, Cluster, opened
from translator.sandbox.controllers.loop import Loop
from translator.sandbox.controllers.script import Script
from translator.sandbox.rest.listener import Listener
from translator.sandbox.rest.router import Router
from translator.sandbox.users import User


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers. `token` is its administrator's."""

    url: str
    token: str = field(repr=False)
    cluster: Cluster

    def kubeconfig(self) -> str:
        """A kubeconfig for it, with `sandbox` as the names of cluster, user and context.

        The token stands in the address too, because kubectl sends none where there is no TLS.
        """
        return _KUBECONFIG.format(url=self.url, token=self.token)


_KUBECONFIG = """\
apiVersion: v1
kind: Config
clusters:
  - name: sandbox
    cluster: {{server: "{url}/as/{token}"}}
users:
  - name: sandbox
    user: {{token: "{token}"}}
contexts:
  - name: sandbox
    context: {{cluster: sandbox, user: sandbox, namespace: default}}
current-context: sandbox
"""


@contextmanager
def serve(
    folder: Path | None = None,
    *,
    version: str = DEFAULT,
    port: int = 0,
    tokens: Mapping[str, User] | None = None,
    script: Script | None = Script(),  # noqa: B008 - frozen
    speed: float = 1.0,
    remembered: int = 20_000,
) -> Iterator[Running]:
    """Serves a cluster until the block ends.

    Args:
        folder: where its state is kept; None for memory only.
        version: a supported minor version of Kubernetes.
        port: 0 for one that is free.
        tokens: further users, by their tokens.
        script: what becomes of Pods; None for no controllers at all, as where only an API server runs.
        speed: how much faster than the clock on the wall time passes in the cluster.
        remembered: how many changes a watch can go back.

    Raises:
        Occupied: another process serves the folder.
        Damaged: what is in the folder cannot be read.
        OSError: the folder cannot be used, or the port is taken.
    """
    cluster = opened(version, folder, _clock(speed), remembered=remembered)
    token = secrets.token_urlsafe(16)
    router = Router(cluster, {token: users.ADMIN, **(tokens or {})}, (script or Script()).log)
    loop = None if script is None else Loop(cluster, script, speed=speed)
    try:
        listener = Listener(port, router.respond)
    except OSError:
        cluster.store.close()
        raise
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, name="sandbox", daemon=True)
    thread.start()
    if loop is not None:
        loop.start()
    try:
        yield Running(f"http://127.0.0.1:{listener.server_address[1]}", token, cluster)
    finally:
        listener.shutdown()
        cluster.store.close()
        listener.cut()
        listener.server_close()
        thread.join()
        if loop is not None:
            loop.join()


def _clock(speed: float) -> Clock:
    """The time, or one that begins now and runs faster."""
    if speed == 1.0:
        return time.time
    began, since = time.time(), time.monotonic()
    return lambda: began + (time.monotonic() - since) * speed
