"""`exposure` and `load_balancers` of translator.yaml: every key, and what is wrong in them."""

from pathlib import Path

import pytest

from translator.model.settings import Settings
from translator.parse import settings
from translator.report.collector import Collector

WHOLE = """
exposure:
  controller: alb
  local_names: coredns
  certificates: {"*.example.com": 1234567-cn-hangzhou}
  alb: {name: front, id: alb-1, address_type: Internet, vswitches: [vsw-a, vsw-b]}
  releases: {green: {replaces: blue, weight: 20}}
load_balancers:
  plain: lb-1
  whole:
    id: nlb-1
    kind: nlb
    override: true
    certificate: "42"
    address_type: internet
    zones: cn-hangzhou-k:vsw-i1,cn-hangzhou-j:vsw-j2
    annotations: {scheduler: wlc, bandwidth: 50}
"""


def run(folder: Path, text: str) -> tuple[Settings, list[tuple[str, str]]]:
    path = folder / "translator.yaml"
    path.write_text(text, encoding="utf-8")
    findings = Collector()
    found, _ = settings(path, findings)
    return found, [(finding.code, finding.message) for finding in findings]


def test_every_key(tmp_path: Path) -> None:
    found, said = run(tmp_path, WHOLE)
    assert said == []
    exposure = found.exposure
    assert exposure.controller is not None
    assert exposure.controller.value == "alb"
    assert exposure.local_names is not None
    assert exposure.local_names.value == "coredns"
    assert {host: number.value for host, number in exposure.certificates.items()} == {"*.example.com": "1234567-cn-hangzhou"}
    alb = exposure.alb
    assert alb is not None
    assert (alb.name.value, alb.id and alb.id.value, alb.address_type and alb.address_type.value) == (
        "front",
        "alb-1",
        "Internet",
    )
    assert [switch.value for switch in alb.vswitches] == ["vsw-a", "vsw-b"]
    release = exposure.releases["green"]
    assert (release.replaces.value, release.weight.value) == ("blue", "20")
    plain, whole = found.load_balancers["plain"], found.load_balancers["whole"]
    assert (plain.id.value, plain.kind, plain.override) == ("lb-1", None, None)
    values = (whole.id, whole.kind, whole.override, whole.certificate, whole.address_type, whole.zones)
    expected = ["nlb-1", "nlb", "true", "42", "internet", "cn-hangzhou-k:vsw-i1,cn-hangzhou-j:vsw-j2"]
    assert [part and part.value for part in values] == expected
    assert {name: value.value for name, value in whole.annotations.items()} == {"bandwidth": "50", "scheduler": "wlc"}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("exposure: {controller: haproxy}", "T172", "exposure.controller"),
        ("exposure: {local_names: maybe}", "T172", "exposure.local_names"),
        ("exposure: {alb: {vswitches: [a, b]}}", "T173", "exposure.alb"),
        ("exposure: {releases: {green: {replaces: blue}}}", "T173", "exposure.releases.green"),
        ("exposure: {releases: {green: {replaces: blue, weight: 101}}}", "T172", "exposure.releases.green.weight"),
        ("load_balancers: {web: {override: true}}", "T173", "load_balancers.web"),
        ("load_balancers: {web: {id: lb-1, override: perhaps}}", "T172", "load_balancers.web.override"),
        ("load_balancers: {web: {id: lb-1, zones: one}}", "T172", "load_balancers.web.zones"),
        ("load_balancers: {web: [lb-1]}", "T172", "load_balancers.web"),
        ("load_balancers: {web: {id: lb-1, speed: fast}}", "T171", "load_balancers.web"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, code: str, place: str) -> None:
    _, said = run(tmp_path, text)
    assert [found for found, _ in said] == [code]
    assert said[0][1].startswith(place)
