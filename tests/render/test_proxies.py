"""The custom proxy, which is left out: what of its environment lives on, what is lost with it, and who links to it."""

from pathlib import Path

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

PEM = (
    "-----BEGIN PRIVATE KEY-----\\nc2VjcmV0\\n-----END PRIVATE KEY-----\\n"
    "-----BEGIN CERTIFICATE-----\\ncHVibGlj\\n-----END CERTIFICATE-----"
)
PREFIX = "nginx.ingress.kubernetes.io/"


def behind(
    tmp_path: Path, hosts: str, *, variables: str = "", labels: str = "", client: str = "", alb: bool = False
) -> Written:
    """A proxy, a service behind it, and a client."""
    text = f"""
lb:
  image: registry.aliyuncs.com/acs/proxy:0.6
  hostname: proxy
  ports: ["80:80"]
  labels: {{aliyun.custom_addon: proxy}}
  environment: {{ADDITIONAL_SERVICES: "*", {variables}}}
shop:
  image: shop:1
  expose: ["80"]
  labels: {{aliyun.proxy.VIRTUAL_HOST: "{hosts}", {labels}}}
client:
  image: client:1
  {client}
"""
    name = "alb" if alb else "nginx"
    configuration = f"exposure: {{ingress_class: {name}}}"
    return written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack", configuration=configuration)


def test_the_certificate_of_the_proxy_serves_hosts_that_have_none(tmp_path: Path) -> None:
    made = behind(tmp_path, "https://shop.example.com", variables=f"DEFAULT_SSL_CERT: '{PEM}'")
    (secret,) = [name for kind, name in made.manifests if kind == "Secret"]
    assert secret.startswith("lb-tls-")
    assert made.body("Secret", secret)["type"] == "kubernetes.io/tls"
    assert made.spec("Ingress", "shop")["tls"] == [{"hosts": ["shop.example.com"], "secretName": secret}]
    assert not any("c2VjcmV0" in f"{finding.message} {finding.help}" for finding in made.findings)


def test_one_of_the_service_goes_before(tmp_path: Path) -> None:
    labels = f"aliyun.proxy.SSL_CERT: '{PEM}'"
    other = PEM.replace("c2VjcmV0", "b3RoZXI=")
    made = behind(tmp_path, "https://shop.example.com", variables=f"DEFAULT_SSL_CERT: '{other}'", labels=labels)
    assert [name.startswith("shop-tls-") for kind, name in made.manifests if kind == "Secret"] == [True]


@pytest.mark.parametrize("certificate", ["''", "no certificate", f"'{PEM.partition('-----BEGIN CERT')[0]}'"])
def test_without_a_certificate_https_is_refused(tmp_path: Path, certificate: str) -> None:
    made = behind(tmp_path, "https://shop.example.com", variables=f"DEFAULT_SSL_CERT: {certificate}")
    assert made.verdict("T434") == {Verdict.REFUSED}


def test_hosts_of_http_need_none(tmp_path: Path) -> None:
    made = behind(tmp_path, "http://shop.example.com", variables=f"DEFAULT_SSL_CERT: '{PEM}'")
    assert [key for key in made.manifests if key[0] == "Secret"] == []
    assert "tls" not in made.spec("Ingress", "shop")


@pytest.mark.parametrize(
    ("variable", "code", "verdict"),
    [
        ("HTTP_BASIC_AUTH: 'admin:hunter2'", "T347", Verdict.REFUSED),
        ("CA_CERT_FILE: /cacerts/cert0.pem", "T347", Verdict.REFUSED),
        ("BALANCE: leastconn", "T353", Verdict.APPROXIMATED),
        ("TIMEOUT: 'connect 5000, client 600000'", "T353", Verdict.APPROXIMATED),
        ("EXTRA_GLOBAL_SETTINGS: 'tune.ssl.cachesize 20000'", "T353", Verdict.APPROXIMATED),
    ],
)
def test_what_is_lost_with_the_proxy_is_told(tmp_path: Path, variable: str, code: str, verdict: Verdict) -> None:
    made = behind(tmp_path, "shop.example.com", variables=variable)
    name = variable.partition(":")[0]
    assert [one.verdict for one in made.findings if one.code == code and one.message.startswith(name)] == [verdict]
    assert not any("hunter2" in f"{finding.message} {finding.help}" for finding in made.findings)


@pytest.mark.parametrize("variable", ["BALANCE: roundrobin", "MODE: http", "STATS_AUTH: 'stats:stats'", "HTTP_BASIC_AUTH: ''"])
def test_what_a_router_does_anyway_is_not(tmp_path: Path, variable: str) -> None:
    made = behind(tmp_path, "shop.example.com", variables=variable)
    name = variable.partition(":")[0]
    assert [one for one in made.findings if one.message.startswith(name)] == []


@pytest.mark.parametrize("link", ["proxy:shop.example.com", "proxy:www.apps.example.com"])
def test_a_link_to_the_proxy_by_its_host_name_leads_to_the_host(tmp_path: Path, link: str) -> None:
    """The user guide's own example of balancing between services."""
    made = behind(tmp_path, "shop.example.com,*.apps.example.com", client=f'external_links: ["{link}"]')
    assert made.verdict("T346") == {Verdict.APPROXIMATED}
    assert made.verdict("T358") == set()


@pytest.mark.parametrize("client", ['external_links: ["proxy:other.example.com"]', 'links: ["lb:other"]'])
def test_a_link_to_the_proxy_by_a_host_of_nobody_leads_nowhere(tmp_path: Path, client: str) -> None:
    made = behind(tmp_path, "shop.example.com", client=client)
    (message,) = made.said("T358")
    assert message.startswith("lb is the custom proxy, which is left out")


@pytest.mark.parametrize(
    ("hosts", "alb", "annotation"),
    [
        ("https://shop.example.com", False, f"{PREFIX}force-ssl-redirect"),
        ("https://shop.example.com", True, "alb.ingress.kubernetes.io/ssl-redirect"),
        ("http://shop.example.com", False, None),  # the proxy redirected only where it spoke TLS itself
        ("http://shop.example.com", True, None),
    ],
)
def test_https_is_forced_where_there_is_any(tmp_path: Path, hosts: str, alb: bool, annotation: str | None) -> None:
    labels = "aliyun.proxy.FORCE_SSL: 'true'"
    made = behind(tmp_path, hosts, labels=labels, variables=f"DEFAULT_SSL_CERT: '{PEM}'", alb=alb)
    annotations = made.body("Ingress", "shop")["metadata"].get("annotations", {})
    assert [key for key in annotations if "redirect" in key] == ([] if annotation is None else [annotation])
    assert made.verdict("T343") == (set() if annotation else {Verdict.IGNORED})


@pytest.mark.parametrize(("certificate", "named"), [(f"'{PEM}'", True), ("''", False)])
def test_https_of_every_host_has_the_certificate_of_the_controller(tmp_path: Path, certificate: str, named: bool) -> None:
    made = behind(tmp_path, "https://*", variables=f"DEFAULT_SSL_CERT: {certificate}")
    assert made.verdict("T394") == {Verdict.APPROXIMATED}
    assert made.verdict("T434") == set()
    assert "tls" not in made.spec("Ingress", "shop")
    assert "host" not in made.spec("Ingress", "shop")["rules"][0]
    assert any("lb-tls-" in finding.help for finding in made.findings if finding.code == "T394") is named
