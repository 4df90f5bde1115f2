"""Who we are and where the server is: kubeconfigs, plugins, certificates, the service account of a Pod."""

import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.apply.client.servers import VERSION, listening
from translator.apply.client import connect
from translator.apply.client.session import Session
from translator.model.cluster import Address, Unreachable
from translator.sandbox.rest.exchange import Answer, Request

TOKEN = "t0ken-of-somebody"
UNAUTHORIZED = Answer(401, {"kind": "Status", "reason": "Unauthorized", "message": "Unauthorized", "code": 401})


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine: no kubeconfig, no proxy, no Pod."""
    for name in ("KUBECONFIG", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "KUBERNETES_SERVICE_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server that lets nobody in without the token, and what it was told."""
    seen: list[str] = []

    def respond(request: Request) -> Answer:
        seen.append(request.headers.get("authorization", ""))
        return VERSION if seen[-1] == f"Bearer {TOKEN}" else UNAUTHORIZED

    with listening(respond) as url:
        yield url, seen


def config(url: str, user: dict[str, Any], *, name: str = "here", **context: str) -> dict[str, Any]:
    return {
        "clusters": [{"name": name, "cluster": {"server": url}}],
        "users": [{"name": name, "user": user}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name, **context}}],
        "current-context": name,
    }


def written(path: Path, value: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else yaml.safe_dump(value))
    return path


def address(kubeconfig: Path | None, context: str | None = None) -> Address:
    with connect(kubeconfig, context, timeout=60) as cluster:
        return cluster.address


def test_the_current_context(server: tuple[str, list[str]], tmp_path: Path) -> None:
    file = written(tmp_path / "config", config(server[0], {"token": TOKEN}, namespace="shop"))
    assert address(file) == Address("here", server[0], "shop", "1.35")


def test_files_are_merged_and_a_context_is_chosen(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = written(tmp_path / "one", config("http://127.0.0.1:1", {"token": "x"}, name="one"))
    two = written(tmp_path / "two", config(server[0], {"token": TOKEN}, name="two"))
    monkeypatch.setenv("KUBECONFIG", f"{one}:{tmp_path / 'none'}:{two}")
    assert address(None, "two") == Address("two", server[0], "default", "1.35")


def test_the_file_in_the_home(server: tuple[str, list[str]], tmp_path: Path) -> None:
    written(tmp_path / "home/.kube/config", config(server[0], {"token": TOKEN}))
    assert address(None).context == "here"


def test_a_token_in_a_file_beside_the_kubeconfig(server: tuple[str, list[str]], tmp_path: Path) -> None:
    written(tmp_path / "token", TOKEN)
    file = written(tmp_path / "config", config(server[0], {"tokenFile": "token"}))
    assert address(file).version == "1.35"


def test_a_namespace_of_the_callers(server: tuple[str, list[str]], tmp_path: Path) -> None:
    file = written(tmp_path / "config", config(server[0], {"token": TOKEN}, namespace="shop"))
    with connect(file, None, namespace="mine") as cluster:
        assert cluster.address.namespace == "mine"


def test_no_proxy_leads_to_this_machine(server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert address(written(tmp_path / "config", config(server[0], {"token": TOKEN}))).version == "1.35"
    through = config(server[0], {"token": TOKEN})
    through["clusters"][0]["cluster"]["proxy-url"] = "http://127.0.0.1:1"
    with pytest.raises(Unreachable, match="proxy"):
        address(written(tmp_path / "through", through))


def test_a_proxy_of_the_kubeconfig_is_asked_with_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    seen: list[Request] = []

    def respond(request: Request) -> Answer:
        seen.append(request)
        return VERSION

    with listening(respond) as url:
        through = config("http://api.invalid", {"token": TOKEN})
        through["clusters"][0]["cluster"]["proxy-url"] = url.replace("//", "//user:word@")
        assert address(written(tmp_path / "config", through)).server == "http://api.invalid"
    assert seen[0].headers["proxy-authorization"] == "Basic dXNlcjp3b3Jk"


def _plugin(folder: Path, body: str) -> dict[str, Any]:
    program = written(folder / "plugin.py", f"import json, pathlib, sys\n{body}\n")
    said = {"apiVersion": "client.authentication.k8s.io/v1", "command": sys.executable, "args": [str(program)]}
    return {"exec": {**said, "interactiveMode": "Never"}}


_PRINT = (
    "print(json.dumps({'apiVersion': 'client.authentication.k8s.io/v1', 'kind': 'ExecCredential', 'status': {'token': token}}))"
)


def test_a_plugin_gives_the_token(server: tuple[str, list[str]], tmp_path: Path) -> None:
    user = _plugin(tmp_path, f"token = {TOKEN!r}\n{_PRINT}")
    assert address(written(tmp_path / "config", config(server[0], user))).version == "1.35"


def test_a_plugin_is_asked_again_when_its_token_is_refused(server: tuple[str, list[str]], tmp_path: Path) -> None:
    """The first token is revoked; the second is good."""
    mark = tmp_path / "asked"
    body = f"mark = pathlib.Path({str(mark)!r})\ntoken = {TOKEN!r} if mark.exists() else 'old'\nmark.touch()\n{_PRINT}"
    url, seen = server
    assert address(written(tmp_path / "config", config(url, _plugin(tmp_path, body)))).version == "1.35"
    assert seen == ["Bearer old", f"Bearer {TOKEN}"]


def test_many_threads_renew_once(tmp_path: Path) -> None:
    mark = tmp_path / "asked"
    body = f"mark = pathlib.Path({str(mark)!r})\nmark.open('a').write('x')\ntoken = mark.read_text()\n{_PRINT}"
    session = Session(written(tmp_path / "config", config("http://127.0.0.1:1", _plugin(tmp_path, body))), None)
    refused = session.credentials()
    threads = [threading.Thread(target=session.renew, args=(refused,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert mark.read_text() == "xx"
    assert session.credentials() == {"Authorization": "Bearer xx"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"sys.exit('login expired for {'x' * 40}')", "login expired for ***"),
        ("print('nonsense')", "failed to decode"),
        ("print('{}')", "missing key"),
    ],
)
def test_a_plugin_that_fails(tmp_path: Path, body: str, told: str, caplog: pytest.LogCaptureFixture) -> None:
    file = written(tmp_path / "config", config("http://127.0.0.1:1", _plugin(tmp_path, body)))
    with pytest.raises(Unreachable, match="the plugin that gives the credentials failed") as failed:
        address(file)
    assert failed.value.code == "T703"
    assert told in str(failed.value)


def test_a_plugin_that_is_not_there(tmp_path: Path) -> None:
    said = {"apiVersion": "client.authentication.k8s.io/v1", "command": "no-such-plugin"}
    file = written(tmp_path / "config", config("http://127.0.0.1:1", {"exec": said}))
    with pytest.raises(Unreachable, match="no-such-plugin"):
        address(file)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", "T701", ""),
        (f"users: [{{user: {{token: {TOKEN}", "T701", "it is no YAML, line 1"),
        ("[]", "T701", "it has not the form of one"),
        ("clusters: 5", "T701", ""),
        ({"contexts": [{"name": "a", "context": {}}], "current-context": "a"}, "T701", "expected key cluster"),
        ({**config("http://x", {"token": TOKEN}), "clusters": []}, "T701", "expected object with name here"),
        ({**config("http://x", {"token": TOKEN}), "clusters": [{"name": "here", "cluster": {"a": 1}}]}, "T701", "no server"),
        (config("https://x", {"client-certificate": "nowhere.pem"}), "T701", "file does not exist"),
        ({**config("http://x", {"token": TOKEN}), "current-context": ""}, "T702", "no current context"),
        ({**config("http://x", {"token": TOKEN}), "current-context": "gone"}, "T702", "no context gone"),
    ],
)
def test_kubeconfigs_that_cannot_be_used(tmp_path: Path, text: Any, code: str, told: str) -> None:
    file = written(tmp_path / "config", text)
    with pytest.raises(Unreachable) as refused:
        Session(file, None)
    assert refused.value.code == code
    assert told in str(refused.value)
    assert TOKEN not in f"{refused.value!r} {refused.value.help}"


def test_no_kubeconfig_at_all(tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as refused:
        address(None)
    assert refused.value.code == "T701"
    with pytest.raises(Unreachable, match="is not there"):
        address(tmp_path / "none")


def test_the_service_account_of_a_pod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls: tuple[Path, str]) -> None:
    from kubernetes.config import incluster_config

    from translator.apply.client import session

    certificate, port = tls
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "127.0.0.1")
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", port)
    files = {"KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": port}
    loader = incluster_config.InClusterConfigLoader
    token = written(tmp_path / "token", TOKEN)
    load: Any = loader(str(token), str(certificate), environ=files).load_and_set  # type: ignore[no-untyped-call]
    monkeypatch.setattr(session, "load_incluster_config", lambda client_configuration: load(client_configuration))
    monkeypatch.setattr(session, "_POD", written(tmp_path / "namespace", "shop\n"))
    found = address(None)
    assert (found.context, found.namespace, found.server) == ("in-cluster", "shop", f"https://127.0.0.1:{port}")


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A server that speaks TLS with a certificate of its own, and the port of it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate, and is not here")
    certificate, key = tmp_path / "tls.pem", tmp_path / "tls.key"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1,DNS:api.test", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with _secured(context) as port:
        yield certificate, port


def _secured(context: ssl.SSLContext) -> Any:
    from contextlib import contextmanager

    from translator.sandbox.rest.listener import Listener

    @contextmanager
    def serving() -> Iterator[str]:
        listener = Listener(0, lambda _: VERSION)
        listener.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up in the handshake
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield str(listener.server_address[1])
        finally:
            listener.shutdown()
            listener.cut()
            listener.server_close()
            thread.join()

    return serving()


def test_certificates(tmp_path: Path, tls: tuple[Path, str]) -> None:
    certificate, port = tls
    url = f"https://127.0.0.1:{port}"
    trusted = config(url, {"token": TOKEN})
    trusted["clusters"][0]["cluster"]["certificate-authority"] = certificate.name
    assert address(written(tmp_path / "trusted", trusted)).server == url
    with pytest.raises(Unreachable, match=r"no secure connection to .*: self.signed certificate"):
        address(written(tmp_path / "stranger", config(url, {"token": TOKEN})))
    careless = config(url, {"token": TOKEN})
    careless["clusters"][0]["cluster"]["insecure-skip-tls-verify"] = True
    assert address(written(tmp_path / "careless", careless)).server == url
