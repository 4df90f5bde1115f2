"""A site: a sandbox behind a proxy, with objects of strangers in it, and the command line that applies a stack to it.

What is compared after a run: the members of the stack (what they ask for, and who owns that), how often each was written with
effect, and the strangers' objects, byte for byte.
"""

import io
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.apply.client.servers import config_map
from tests.faults.proxy import Proxy, proxied
from translator.apply import client
from translator.apply.client import transport
from translator.cli import main
from translator.kube.applyset import PART_OF
from translator.model.cluster import Body, Cluster
from translator.sandbox import Running, serve
from translator.sandbox.controllers.script import Script
from translator.sandbox.store import Entry

ROOT = Path(__file__).parents[2]
STACK = (Path(__file__).parent / "stack.yml").read_text()
CHANGED = (
    STACK.replace("example/shop:1", "example/shop:2")
    .replace("threads: 4", "threads: 8")
    .replace("replicas: 2", "replicas: 3")
    .replace('  docs: {image: "nginx:1.27", expose: ["80"]}\n', '  gifts: {image: "example/gifts:1", expose: ["80"]}\n')
)
"""The same stack later: another image, another config, one more replica, a service that is gone, one that is new."""

SECRETS = {"DB_PASSWORD": "s3cret-of-the-db", "MAIL_PASSWORD": "s3cret-of-the-mail"}
PATIENT, HASTY = 60.0, 0.4
"""Seconds that the client waits for an answer: more than any machine needs, and less than a silent server keeps it waiting."""
_WRITTEN_ONCE = ("ConfigMap", "Secret", "Service")
"""Kinds without a generation that no controller writes to."""


@dataclass(frozen=True)
class Site:
    """A sandbox, the proxy before it, and the folder of the stack. `began` is the revision of the cluster at the beginning."""

    running: Running
    proxy: Proxy
    folder: Path
    began: int

    def arguments(self, file: str) -> list[str]:
        """What applies a file without asking."""
        where = ["--cluster", "faulty", "--kubeconfig", str(self.folder / "kubeconfig")]
        return ["apply", "-f", str(self.folder / file), *where, "--yes", "--prune", "--timeout", "300"]

    def apply(self, file: str, patience: float = PATIENT) -> tuple[int, str]:
        """Applies a file in this process: the exit code, and what was said."""
        streams = [io.BytesIO(), io.BytesIO()]
        out, err = (io.TextIOWrapper(stream, write_through=True) for stream in streams)
        with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, SECRETS), hurried(patience):
            code = main(self.arguments(file))
        return code, "".join(stream.getvalue().decode() for stream in streams)

    def started(self, file: str) -> "subprocess.Popen[str]":
        """Applies a file in a process of its own."""
        environment = {**os.environ, **SECRETS, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "translator", *self.arguments(file)]
        return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def members(self) -> Mapping[str, Any]:
        """What the members of the stack ask for, by kind and name."""
        return {_name(entry): _wanted(entry.value) for entry in self.running.cluster.store.every() if _ours(entry.value)}

    def effects(self) -> Mapping[str, int]:
        """How often each member was written with effect: its generation, or the writes since the beginning."""
        store = self.running.cluster.store
        written = Counter(_name(change.entry) for change in store.since(self.began) if change.verb != "DELETED")
        found = {}
        for entry in store.every():
            if _ours(entry.value) and "generation" in entry.value["metadata"]:
                found[_name(entry)] = entry.value["metadata"]["generation"]
            elif _ours(entry.value) and entry.value["kind"] in _WRITTEN_ONCE:
                found[_name(entry)] = written[_name(entry)]
        return found

    def strangers(self) -> Mapping[str, bytes]:
        """The objects of strangers, byte for byte."""
        return {
            _name(entry): entry.text for entry in self.running.cluster.store.every() if entry.key.name.startswith("foreign")
        }

    def holder(self) -> str | None:
        """Who holds the stack now."""
        leases = self.running.cluster.store.table("coordination.k8s.io", "leases", "default")
        return next((entry.value["spec"].get("holderIdentity") for entry in leases), None)

    def writes(self) -> list[str]:
        """The writes since the last reset, dry runs and questions about rights left out."""
        asked = self.proxy.asked
        return [str(each) for each in asked if each.method != "GET" and not each.dry and "accessreviews" not in each.path]


@contextmanager
def site(folder: Path, state: Path | None = None) -> Iterator[Site]:
    """A site in an empty folder: with strangers alone, or with the state of another, which is copied."""
    for name, text in (("stack.yml", STACK), ("changed.yml", CHANGED)):
        (folder / name).write_text(text)
    kept = folder / "state"
    if state is not None:
        shutil.copytree(state, kept)
    script = Script(start=0.5)
    with serve(kept, script=script, speed=50) as running, proxied(running, script) as proxy:
        (folder / "kubeconfig").write_text(proxy.kubeconfig())
        if state is None:
            with client.attach(running.url, running.token, context="stranger") as cluster:
                _inhabit(cluster)
        yield Site(running, proxy, folder, running.cluster.store.revision)


def _inhabit(cluster: Cluster) -> None:
    """Puts objects of strangers into the namespace, one of them with a label that ours have too."""
    labels = {"app.kubernetes.io/part-of": "shop"}
    labelled = {"name": "foreign-labelled", "namespace": "default", "labels": labels}
    pod = {"metadata": {"labels": {"app": "foreign"}}, "spec": {"containers": [{"name": "c", "image": "nginx:1"}]}}
    workload = {"selector": {"matchLabels": {"app": "foreign"}}, "template": pod}
    foreign: list[Body] = [
        config_map("foreign", level="debug"),
        {**config_map("foreign-labelled"), "metadata": labelled},
        {**config_map("foreign-secret"), "kind": "Secret", "data": {"a": "YQ=="}},
        {**config_map("foreign"), "apiVersion": "apps/v1", "kind": "Deployment", "data": None, "spec": workload},
    ]
    for body in foreign:
        cluster.apply({name: value for name, value in body.items() if value is not None}, manager="stranger")
    end = time.monotonic() + 60
    while not _settled(cluster):
        assert time.monotonic() < end, "the strangers do not settle"
        time.sleep(0.01)


def _settled(cluster: Cluster) -> bool:
    (found,) = cluster.list("apps/v1", "Deployment", "default").items
    conditions = found.get("status", {}).get("conditions") or ()
    return any(each["type"] == "Progressing" and each.get("reason") == "NewReplicaSetAvailable" for each in conditions)


@contextmanager
def hurried(patience: float) -> Iterator[None]:
    """A client that tries as often as ever, but in less time, and waits for an answer for so many seconds."""
    connect = client.connect

    def connected(*where: Any, **how: Any) -> Any:
        return connect(*where, **{**how, "timeout": patience})

    faster = (patch.object(transport, "_FIRST", 0.01), patch.object(transport, "_LONGEST", 0.1))
    with patch.object(client, "connect", connected), faster[0], faster[1]:
        yield


def _name(entry: Entry) -> str:
    return f"{entry.value.get('kind', entry.key.resource)}/{entry.key.name}"


def _ours(value: Mapping[str, Any]) -> bool:
    metadata = value["metadata"]
    return PART_OF in (metadata.get("labels") or {}) and not metadata.get("ownerReferences")


_GIVEN = frozenset({"clusterIP", "clusterIPs", "volumeName"})
"""Fields of a spec that the cluster gives out."""


def _wanted(value: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = value["metadata"]
    owners = {(each["manager"], each["operation"]) for each in metadata["managedFields"] if not each.get("subresource")}
    annotations = {name: text for name, text in (metadata.get("annotations") or {}).items() if "kubernetes.io" not in name}
    rest = {name: each for name, each in value.items() if name not in ("metadata", "status", "spec")}
    spec = {name: each for name, each in value.get("spec", {}).items() if name not in _GIVEN}
    owned = ("translator", "Apply") in owners
    return {**rest, "spec": spec, "labels": metadata.get("labels"), "annotations": annotations, "ours": owned}
