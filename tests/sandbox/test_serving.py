"""Serving: many clients at once, state in a folder, tokens and rights, and what HTTP may do wrong."""

import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.client import Client
from translator.sandbox import Running, serve
from translator.sandbox.users import Right, User

_MAPS = "/api/v1/namespaces/default/configmaps"
_REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"


def _map(name: str, **data: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def test_a_folder_keeps_the_cluster(tmp_path: Path) -> None:
    with serve(tmp_path, script=None) as running, Client(running) as client:
        made = client.apply(f"{_MAPS}/x", _map("x", a="1")).body
        client.apply(f"{_MAPS}/gone", _map("gone"))
        client.send("DELETE", f"{_MAPS}/gone")
        revision = running.cluster.store.revision
    journal = tmp_path / "objects.jsonl"
    assert journal.stat().st_mode & 0o077 == 0
    with journal.open("a", encoding="utf-8") as file:
        file.write('[99, ["", "configmaps"')  # a process that ended in the middle of a line
    with serve(tmp_path, script=None) as running, Client(running) as client:
        assert client.get(f"{_MAPS}/x").body == made
        assert client.get(f"{_MAPS}/gone").status == 404
        assert (
            client.apply(f"{_MAPS}/x", _map("x", a="1")).body["metadata"]["resourceVersion"]
            == made["metadata"]["resourceVersion"]
        )
        assert running.cluster.store.revision >= revision


def test_one_of_many_writers_wins_each_round() -> None:
    with serve(script=None) as running, Client(running) as client:
        client.apply(f"{_MAPS}/x", _map("x", n="0"))
        won: list[int] = []
        writers = [threading.Thread(target=_count, args=(running, won)) for _ in range(8)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert client.get(f"{_MAPS}/x").body["data"]["n"] == str(len(won)) == "40"


def _count(running: Running, won: list[int]) -> None:
    with Client(running) as client:
        for _ in range(5):
            while True:
                found = client.get(f"{_MAPS}/x").body
                found["data"]["n"] = str(int(found["data"]["n"]) + 1)
                status = client.send("PUT", f"{_MAPS}/x", found, {"Content-Type": "application/json"}).status
                assert status in (200, 409)
                if status == 200:
                    won.append(status)
                    break


def test_addresses_are_given_once() -> None:
    place = "/api/v1/namespaces/default/services"
    with serve(script=None) as running, Client(running) as client:
        found = []
        for number in range(20):
            spec: dict[str, Any] = {"type": "NodePort", "selector": {"app": "x"}, "ports": [{"port": 80}]}
            body = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": f"s{number}"}, "spec": spec}
            found.append(client.apply(f"{place}/s{number}", body).body["spec"])
        assert len({each["clusterIP"] for each in found}) == len({each["ports"][0]["nodePort"] for each in found}) == 20
        taken = found[0]["clusterIP"]
        spec = {"clusterIP": taken, "ports": [{"port": 80}]}
        again = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "again"}, "spec": spec}
        assert client.apply(f"{place}/again", again).status == 422
        client.send("DELETE", f"{place}/s0")
        assert client.apply(f"{place}/again", again).status == 201


def test_rights() -> None:
    some = User("some", (Right(frozenset({"get"}), frozenset({""}), frozenset({"configmaps"}), frozenset({"default"})),))
    with serve(script=None, tokens={"some": some}) as running, Client(running, "some") as client, Client(running, "") as nobody:
        assert client.get(f"{_MAPS}/x").status == 404
        assert client.get(_MAPS).status == 403
        assert client.get("/api/v1/namespaces/kube-system/configmaps/x").status == 403
        attributes = {"verb": "get", "resource": "configmaps", "namespace": "default"}
        body = {
            "apiVersion": "authorization.k8s.io/v1",
            "kind": "SelfSubjectAccessReview",
            "spec": {"resourceAttributes": attributes},
        }
        assert client.send("POST", _REVIEWS, body, {"Content-Type": "application/json"}).body["status"] == {"allowed": True}
        attributes["verb"] = "delete"
        assert client.send("POST", _REVIEWS, body, {"Content-Type": "application/json"}).body["status"] == {"allowed": False}
        assert nobody.get("/version").status == 200
        assert nobody.get("/apis").status == 403
        assert nobody.get(f"/as/{running.token}/apis").status == 200
        assert nobody.get("/as/wrong/apis").status == 401


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET /version\r\n\r\n",
        b"GET /version HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET /version HTTP/1.1\r\nContent-Length: much\r\n\r\n",
        b"GET /version HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET /version HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"x" * 70_000,
        b"GET /" + b"x" * 5_000_000,
    ],
    ids=["words", "no version", "no colon", "length", "too large", "chunk", "long line", "very long line"],
)
def test_what_is_no_request_is_refused(sent: bytes) -> None:
    with serve(script=None) as running:
        address = ("127.0.0.1", int(running.url.rpartition(":")[2]))
        with socket.create_connection(address, timeout=60) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 400 ")


def test_bodies_may_come_in_chunks() -> None:
    with serve(script=None) as running:
        address = ("127.0.0.1", int(running.url.rpartition(":")[2]))
        head = f"PUT /nowhere HTTP/1.1\r\nAuthorization: Bearer {running.token}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        with socket.create_connection(address, timeout=60) as connection:
            connection.sendall(head + b"3\r\nabc\r\n0\r\n\r\n" + b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
            lines = connection.makefile("rb").read()
        assert lines.count(b"HTTP/1.1 404") == 1
        assert lines.endswith(b"\r\n\r\nok")
