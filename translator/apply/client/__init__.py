"""The client: a cluster over HTTP, behind the protocol of `translator.model.cluster`.

`connect` finds it by a kubeconfig, or by the service account of the Pod that this runs in; `attach` takes an address and a
token, for the sandbox in this process. Both give a `Cluster` that may be used from many threads until the block ends.

Why not the typed API of the `kubernetes` package: it takes another 1.2 seconds to import, drops `Warning` headers and the
causes of a refusal, knows neither aggregated discovery nor strict field validation as a parameter, and repeats nothing. What it
is good at it is used for: who we are and where the server is (`session.py`, the only file that imports it).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.apply.client.remote import Remote

__all__ = ["attach", "connect"]

TIMEOUT = 30.0


@contextmanager
def connect(
    kubeconfig: Path | None, context: str | None, *, namespace: str | None = None, timeout: float = TIMEOUT
) -> Iterator["Remote"]:
    """The cluster of a context.

    Args:
        kubeconfig: a file; None for those of $KUBECONFIG, else ~/.kube/config, else the service account of the Pod.
        context: the name of a context; None for the current one.
        namespace: the namespace of the address; None for that of the context.
        timeout: seconds that a request may wait for its answer, each time that it is sent.

    Raises:
        Unreachable: no configuration, no credentials, no answer.
        Refusal: the server does not let us ask for its version.
    """
    from translator.apply.client.remote import opened
    from translator.apply.client.session import Session

    with opened(Session(kubeconfig, context), namespace, timeout) as cluster:
        yield cluster


@contextmanager
def attach(url: str, token: str, *, context: str, namespace: str | None = None, timeout: float = TIMEOUT) -> Iterator["Remote"]:
    """The cluster at an address, as the owner of a token. `context` is what it is called. Raises as `connect` does."""
    from translator.apply.client.access import Given
    from translator.apply.client.remote import opened

    with opened(Given(url, token, context), namespace, timeout) as cluster:
        yield cluster
