"""Access: where the server is and who we are, as a request needs to know it.

Credentials may be replaced while requests run: plugins give tokens for minutes, and a token may be revoked.
"""

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

import urllib3

CONNECTIONS = 48
"""Kept open to a server: one for each thread that applies, and for watches."""


class Access(Protocol):
    """How to reach a server. `context` is what the user calls it, `namespace` the one that it goes by."""

    @property
    def context(self) -> str: ...

    @property
    def namespace(self) -> str: ...

    @property
    def url(self) -> str:
        """The address that paths are appended to, without a slash at the end. It may hold a token: never to be shown."""

    @property
    def pool(self) -> urllib3.PoolManager:
        """The connections."""

    def credentials(self) -> Mapping[str, str]:
        """The headers that say who we are, the same object until they change. Unreachable where they cannot be had."""

    def renew(self, refused: Mapping[str, str]) -> bool:
        """Gets other credentials than those that were refused: whether there may be any."""


class Given:
    """An address and a token."""

    namespace = "default"

    def __init__(self, url: str, token: str, context: str) -> None:
        self.url = url.rstrip("/")
        self.context = context
        self.pool = urllib3.PoolManager(maxsize=CONNECTIONS)
        self._headers = {"Authorization": f"Bearer {token}"}

    def credentials(self) -> Mapping[str, str]:
        """The token."""
        return self._headers

    def renew(self, refused: Mapping[str, str]) -> bool:  # noqa: ARG002 - the signature is that of the protocol
        """There is no other."""
        return False


def shown(url: str) -> str:
    """An address for people: without what it may hold of names, passwords and tokens.

    The address of a sandbox has its token in the path (`/as/TOKEN`), because kubectl sends none where there is no TLS.
    """
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname or ""
    where = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
    return where if parts.path.startswith("/as/") else where + parts.path
