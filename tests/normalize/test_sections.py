"""Top-level volumes, networks, configs and secrets, and the stack as a whole."""

from pathlib import Path

import pytest

from tests.normalize.accounting import lost
from tests.normalize.trees import NOWHERE, codes, normalized, project, refusals
from translator.model.finding import Finding, Verdict
from translator.model.origin import Source
from translator.model.project import Version
from translator.model.stack import FileObject, Stack


def built(body: str, definitions: str, directory: Path = NOWHERE, **environment: str) -> tuple[Stack, list[Finding]]:
    return normalized(project(f"services: {{web: {body}}}\n{definitions}\n", directory=directory, environment=environment))


@pytest.mark.parametrize(
    ("definition", "name", "external", "driver", "options"),
    [
        ("", None, None, None, []),
        ("{}", None, None, None, []),
        ("{name: real, driver: local}", "real", None, "local", []),
        ("{external: true}", None, True, None, []),
        ("{external: true, name: real}", "real", True, None, []),
        ("{external: {name: real}}", "real", True, None, []),
        ("{driver_opts: {type: nfs, device: ':/x', o: addr=1}}", None, None, None, ["device", "o", "type"]),
    ],
)
def test_volumes(definition: str, name: str | None, external: bool | None, driver: str | None, options: list[str]) -> None:
    stack, findings = built("{volumes: ['data:/data']}", f"volumes: {{data: {definition}}}")
    (volume,) = stack.volumes
    assert volume.key.value == "data"
    assert (volume.name.value if volume.name else None) == name
    assert (volume.external.value if volume.external else None) is external
    assert (volume.driver.value if volume.driver else None) == driver
    assert [option.key.value for option in volume.driver_opts] == options
    assert findings == []


@pytest.mark.parametrize(("older", "verdict"), [("real", Verdict.IGNORED), ("other", Verdict.REFUSED)])
def test_two_names_of_one_volume(older: str, verdict: Verdict) -> None:
    stack, findings = built("{volumes: ['data:/data']}", f"volumes: {{data: {{name: real, external: {{name: {older}}}}}}}")
    assert stack.volumes[0].name is not None
    assert stack.volumes[0].name.value == "real"
    assert [(finding.code, finding.verdict) for finding in findings] == [("T262", verdict)]


def test_a_false_external_is_not_set() -> None:
    stack, findings = built("{volumes: ['data:/data']}", "volumes: {data: {external: false}}")
    assert stack.volumes[0].external is None
    assert codes(findings) == ["T202"]


@pytest.mark.parametrize(
    "definitions",
    [
        "volumes: {data: {driver: local}}",
        "networks: {front: }",
        "configs: {site: {file: nothing}}",
        "secrets: {key: {file: x}}",
    ],
)
def test_what_nobody_uses_is_left_out(definitions: str) -> None:
    stack, findings = built("{image: nginx}", definitions)
    assert (stack.volumes, stack.configs, stack.secrets) == ((), (), ())
    assert [network.key.value for network in stack.networks] == ["default"]
    assert codes(findings) == ["T296"]
    assert findings[0].verdict is Verdict.IGNORED


def test_a_volume_of_version_1_is_declared_by_its_use() -> None:
    read = project("services: {web: {volumes: ['data:/data']}, db: {volumes: ['data:/x']}}", version=Version.V1)
    stack, findings = normalized(read)
    assert [volume.key.value for volume in stack.volumes] == ["data"]
    assert findings == []


@pytest.mark.parametrize("key", ["volumes", "networks", "configs", "secrets"])
@pytest.mark.parametrize("written", ["", "{}"])
def test_an_empty_section_is_not_set(key: str, written: str) -> None:
    _, findings = built("{image: nginx}", f"{key}: {written}")
    assert codes(findings) == ["T202"]


def networks(text: str) -> list[tuple[str, Verdict | None]]:
    _, findings = normalized(text)
    return [(finding.code, finding.verdict) for finding in findings if finding.source and finding.source.path[0] == "networks"]


def test_a_network_that_all_share_needs_no_object() -> None:
    text = "services: {a: {networks: [front]}, b: {networks: [front, back]}}\nnetworks: {front: {driver: overlay}, back: }"
    assert networks(text) == [("T297", Verdict.IGNORED)] * 2


def test_networks_that_keep_services_apart_are_told() -> None:
    text = "services: {a: {networks: [front]}, b: {networks: [back]}}\nnetworks: {front: , back: {attachable: true}}"
    assert sorted(networks(text), key=str) == [
        ("T221", Verdict.IGNORED),
        ("T298", Verdict.APPROXIMATED),
        ("T298", Verdict.APPROXIMATED),
    ]


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ("{external: true}", [("T295", Verdict.APPROXIMATED)]),
        ("{internal: true}", [("T297", Verdict.IGNORED), ("T220", Verdict.REFUSED)]),
        ("{internal: false}", [("T297", Verdict.IGNORED)]),
        ("{driver: macvlan}", [("T297", Verdict.IGNORED), ("T220", Verdict.REFUSED)]),
        ("{driver_opts: {encrypted: ''}}", [("T297", Verdict.IGNORED), ("T220", Verdict.REFUSED)]),
        (
            "{driver_opts: {com.docker.network.bridge.enable_icc: 'false'}}",
            [("T297", Verdict.IGNORED), ("T220", Verdict.REFUSED)],
        ),
        ("{driver_opts: {com.docker.network.driver.mtu: 1400}}", [("T297", Verdict.IGNORED), ("T221", Verdict.IGNORED)]),
        ("{ipam: {config: [{subnet: 10.0.0.0/8}]}}", [("T221", Verdict.IGNORED), ("T297", Verdict.IGNORED)]),
        ("{labels: {a: b}}", [("T206", Verdict.IGNORED), ("T297", Verdict.IGNORED)]),
        ("{enable_ipv6: true}", [("T217", None), ("T297", Verdict.IGNORED)]),
        ("{enable_ipv6: false}", [("T202", Verdict.IGNORED), ("T297", Verdict.IGNORED)]),
    ],
)
def test_what_a_network_asks_for(definition: str, said: list[tuple[str, Verdict | None]]) -> None:
    assert networks(f"services: {{a: {{networks: [front]}}}}\nnetworks: {{front: {definition}}}") == said


def content(one: FileObject) -> bytes:
    assert one.content is not None
    return one.content.value


@pytest.mark.parametrize("section", ["configs", "secrets"])
def test_files_and_variables(section: str, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x00\xff")
    stack, findings = built(
        f"{{{section}: [file, variable]}}",
        f"{section}: {{file: {{file: ./x.bin, name: real}}, variable: {{environment: KEY}}}}",
        tmp_path,
        KEY="grüße",
    )
    first, second = getattr(stack, section)
    assert (content(first), first.name.value) == (b"\x00\xff", "real")
    assert first.content.origin == Source("stack.yml", 2, len(section) + 17, (section, "file", "file"))
    assert content(second) == "grüße".encode()
    assert findings == []


def test_content_in_the_stack() -> None:
    stack, findings = built("{configs: [site]}", "configs: {site: {content: 'a: b'}}")
    assert content(stack.configs[0]) == b"a: b"
    assert findings == []


def test_external_objects() -> None:
    stack, findings = built("{secrets: [key]}", "secrets: {key: {external: true, name: real}}")
    (secret,) = stack.secrets
    assert secret.content is None
    assert secret.external is not None
    assert secret.name is not None
    assert secret.name.value == "real"
    assert findings == []


@pytest.mark.parametrize(
    ("definition", "refused"),
    [
        ("{file: nothing}", ["T283", "T289", "T291"]),
        ("{file: .}", ["T283", "T289", "T291"]),
        ("{file: ../../etc/passwd}", ["T283", "T289", "T291"]),
        ("{file: /etc/passwd}", ["T283", "T289", "T291"]),
        ("{environment: NOBODY}", ["T283", "T291", "T292"]),
        ("{name: x}", ["T283", "T290"]),
        ("", ["T283", "T290"]),
        ("{file: x, environment: KEY}", ["T283", "T290"]),
        ("{external: true, file: x}", ["T283", "T290"]),
        ("{external: true, template_driver: golang}", ["T228"]),
    ],
)
@pytest.mark.parametrize("section", ["configs", "secrets"])
def test_what_cannot_be_read_is_refused_where_it_is_used_too(
    section: str, definition: str, refused: list[str], tmp_path: Path
) -> None:
    text = f"services: {{web: {{{section}: [one]}}}}\n{section}: {{one: {definition}}}\n"
    read = project(text, directory=tmp_path)
    stack, findings = normalized(read)
    assert refusals(findings) == refused
    assert lost(read.root, stack, findings) == []
    assert len(getattr(stack.services[0], section)) == ("T283" not in refused)


def test_a_file_larger_than_an_object_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * (1024 * 1024 + 1))
    _, findings = built("{configs: [big]}", "configs: {big: {file: big}}", tmp_path)
    assert "more than 1 MiB" in next(finding.message for finding in findings if finding.code == "T289")


def test_a_secret_is_shown_nowhere(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hunter2")
    stack, findings = built(
        "{secrets: [a, b], environment: [KEY], configs: [c]}",
        "secrets: {a: {file: password}, b: {environment: KEY}}\nconfigs: {c: {content: hunter2}}",
        tmp_path,
        KEY="hunter2",
    )
    assert content(stack.secrets[0]) == b"hunter2"
    assert "hunter2" not in f"{stack!r} {findings!r}"


def test_everything_is_sorted_by_name() -> None:
    services = "services: {b: {volumes: ['yy:/y', 'xx:/x'], networks: [n, m]}, a: {configs: [d, c]}}"
    rest = "volumes: {yy: , xx: }\nnetworks: {n: , m: }\nconfigs: {d: {content: d}, c: {content: c}}"
    stack, _ = normalized(f"{services}\n{rest}")
    assert [service.name.value for service in stack.services] == ["a", "b"]
    assert [volume.key.value for volume in stack.volumes] == ["xx", "yy"]
    assert [network.key.value for network in stack.networks] == ["default", "m", "n"]
    assert [config.key.value for config in stack.configs] == ["c", "d"]


def test_keys_of_the_top_that_have_no_meaning() -> None:
    _, findings = built("{image: nginx}", "labels: {aliyun.project_type: batch}\nunheard: 1")
    assert refusals(findings) == ["T201", "T229"]


@pytest.mark.parametrize("text", ["services:", "services: {}", "services: [web]", "services: {web: nginx}", "volumes: {}"])
def test_a_stack_without_services(text: str) -> None:
    assert normalized(text)[0].services == ()


@pytest.mark.parametrize("beside", ["driver: local", "driver_opts: {type: tmpfs}", "labels: {a: b}", "labels: [a=b]"])
def test_an_external_volume_has_a_name_and_nothing_else(beside: str) -> None:
    stack, findings = built("{volumes: ['data:/data']}", f"volumes: {{data: {{external: true, name: there, {beside}}}}}")
    (volume,) = stack.volumes
    assert (volume.driver, volume.driver_opts, volume.labels) == (None, (), ())
    assert volume.name is not None
    assert [(finding.code, finding.verdict) for finding in findings] == [("T232", Verdict.REFUSED)]
