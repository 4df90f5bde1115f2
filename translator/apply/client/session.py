"""Session: where the server is and who we are, by kubeconfig or by the service account of a Pod.

The `kubernetes` package reads kubeconfigs ($KUBECONFIG may name several, which are merged), runs exec plugins and OIDC
refreshes, and knows the files of a Pod; no other file imports it, since that alone takes 0.35 seconds. What it does badly is
mended here: it only logs that a plugin failed and goes on without a name, and its messages may quote the file.
"""

import logging
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3
import yaml
from kubernetes.client import Configuration
from kubernetes.client.rest import RESTClientObject
from kubernetes.config import ConfigException, load_incluster_config
from kubernetes.config.kube_config import KubeConfigLoader, KubeConfigMerger

from translator.apply.client.access import CONNECTIONS
from translator.model.cluster import Unreachable

_DEFAULT = "~/.kube/config"
_POD = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Hosts that no proxy of the environment leads to; kubectl does not ask it either."""
_LOOKED_AT_FOR = 1.0
"""Seconds for which credentials count as fresh: whether a token is about to expire need not be asked for every request."""
_FAULTS = re.compile(
    r"Expected (?:key|object with name) \S+|Expected only one object with name \S+|File does not exist: \S+|Service .*"
)
"""What is told of the messages of the package, which go on with the whole entry: a token may be in it."""
_TOKENS = re.compile(r"[A-Za-z0-9_\-+/=.]{32,}")


class Session:
    """Access by configuration. Raises Unreachable where there is none, or none that can be used."""

    def __init__(self, kubeconfig: Path | None, context: str | None) -> None:
        self._lock = threading.Lock()
        self._files = _files(kubeconfig)
        self._wanted = context
        self._load()

    def _load(self) -> None:
        """Reads the configuration, afresh each time: a plugin is run, a file of a token read again."""
        configuration = Configuration()
        configuration.connection_pool_maxsize = CONNECTIONS
        configuration.keep_alive = True
        with _heard() as errors:
            try:
                self.context, self.namespace = self._configure(configuration)
            except (ConfigException, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
                raise _unusable(self._files, error) from None
            except yaml.YAMLError as error:
                raise _unusable(self._files, ValueError(_position(error))) from None
        if errors:
            raise _without_credentials(errors[0])
        _authenticate_to_proxy(configuration)
        if not configuration.verify_ssl:  # whoever wrote so into the kubeconfig knows it, and kubectl is as quiet
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        self._configuration = configuration
        self.url: str = configuration.host.rstrip("/")
        self.pool: urllib3.PoolManager = RESTClientObject(configuration).pool_manager
        self._headers: Mapping[str, str] = _headers(configuration)
        self._looked = time.monotonic()

    def _configure(self, configuration: Configuration) -> tuple[str, str]:
        """Fills in the configuration; gives the context and its namespace."""
        if self._files is None:
            load_incluster_config(client_configuration=configuration)  # type: ignore[no-untyped-call]
            namespace = _POD.read_text(encoding="utf-8").strip() if _POD.is_file() else ""
            return "in-cluster", namespace or "default"
        merged = KubeConfigMerger(self._files).config  # type: ignore[no-untyped-call]
        if merged is None:
            raise ValueError("it is empty")
        known = [each.value["name"] for each in merged.value["contexts"]]
        wanted = self._wanted or merged.value.get("current-context")
        if wanted not in known:
            raise _unknown(wanted, known, self._files)
        loader = KubeConfigLoader(config_dict=merged, active_context=wanted, config_base_path=None)  # type: ignore[no-untyped-call]
        loader.load_and_set(configuration)  # type: ignore[no-untyped-call]
        if getattr(loader, "host", None) is None:
            raise ValueError(f"the cluster of the context {wanted} has no server")
        if urlsplit(configuration.host).hostname in _LOOPBACK and not getattr(loader, "proxy", None):
            configuration.proxy = None
        return wanted, loader.current_context["context"].get("namespace") or "default"

    def credentials(self) -> Mapping[str, str]:
        """The headers that say who we are; a plugin is run again where its token is about to expire."""
        if time.monotonic() - self._looked < _LOOKED_AT_FOR:
            return self._headers
        with self._lock, _heard():
            self._looked = time.monotonic()
            found = _headers(self._configuration)
            if found != self._headers:
                self._headers = found
            return self._headers

    def renew(self, refused: Mapping[str, str]) -> bool:
        """Reads everything again, once for all the threads whose requests were refused."""
        with self._lock:
            if self._headers is refused:
                self._load()
            return True


def _files(kubeconfig: Path | None) -> str | None:
    """The kubeconfigs, as $KUBECONFIG lists them; None in a Pod that has none."""
    if kubeconfig is not None:
        if not kubeconfig.is_file():
            raise Unreachable(f"the kubeconfig {kubeconfig} is not there", code="T701", help=_WAYS)
        return str(kubeconfig)
    files = os.environ.get("KUBECONFIG") or _DEFAULT
    found = any(Path(each).expanduser().is_file() for each in files.split(os.pathsep) if each)
    if found or not os.environ.get("KUBERNETES_SERVICE_HOST"):
        if not found:
            raise Unreachable(f"there is no kubeconfig: {files} is not there", code="T701", help=_WAYS)
        return files
    return None


_WAYS = "name one with --kubeconfig or KUBECONFIG, or try --cluster sandbox:DIR, which needs no cluster"


def _headers(configuration: Configuration) -> Mapping[str, str]:
    found: Any = configuration.auth_settings().get("BearerToken")
    return {"Authorization": found["value"]} if found and found["value"] else {}


def _authenticate_to_proxy(configuration: Configuration) -> None:
    """urllib3 does not take the name and the password that stand in the address of a proxy."""
    if configuration.proxy and configuration.proxy_headers is None:
        said = urllib3.util.parse_url(configuration.proxy).auth
        if said:
            configuration.proxy_headers = urllib3.util.make_headers(proxy_basic_auth=said)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the package logs as errors while the block runs, which is not printed."""
    errors: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            errors.append(record.getMessage())

    ear, root = Ear(logging.ERROR), logging.getLogger()
    root.addHandler(ear)
    try:
        yield errors
    finally:
        root.removeHandler(ear)


def _unusable(files: str | None, error: Exception) -> Unreachable:
    if isinstance(error, KeyError):
        why = f"{error.args[0]} is missing" if error.args else "something is missing"
    elif isinstance(error, ConfigException):
        found = _FAULTS.search(str(error))
        why = f"{found[0][0].lower()}{found[0][1:]}" if found else "it has not the form of one"
    elif isinstance(error, ValueError | OSError):
        why = str(error).replace("\n", " ")
    else:
        why = "it has not the form of one"
    what = "the service account of this Pod" if files is None else f"the kubeconfig {files}"
    return Unreachable(f"{what} cannot be used: {why}", code="T701", help="kubectl config view shows how kubectl reads it")


def _position(error: yaml.YAMLError) -> str:
    """Where a file is no YAML; the parser's own words would quote it."""
    mark = getattr(error, "problem_mark", None)
    return f"it is no YAML, line {mark.line + 1}" if mark else "it is no YAML"


def _unknown(wanted: str | None, known: list[str], files: str) -> Unreachable:
    listed = ", ".join(sorted(known)) or "none at all"
    said = f"the kubeconfig {files} has no context {wanted}" if wanted else f"the kubeconfig {files} has no current context"
    return Unreachable(said, code="T702", help=f"--cluster takes one of its contexts: {listed}")


def _without_credentials(said: str) -> Unreachable:
    """A plugin failed. What it wrote may help, without anything that could be a token."""
    plain = _TOKENS.sub("***", " ".join(said.split()))[:400]
    return Unreachable(
        f"the plugin that gives the credentials failed: {plain}",
        code="T703",
        help="run the command of the user's exec section by hand, or log in again",
    )
