"""`extends`: what a service gets from another, and what it cannot get.

Expected values follow the Compose Specification's page on `extends`, and docker-compose 1.29 for files of version 1 to 3.
"""

from pathlib import Path

import pytest

from tests.parse.stacks import accounted, plain, project, said, services
from translator.model.origin import place

F = ("stack.yml",)


def test_a_service_is_laid_over_the_one_it_extends(tmp_path: Path) -> None:
    text = """
services:
  base:
    image: a
    environment: {A: 1, B: 1}
    command: x
  web:
    extends: base
    environment: [B=2]
    command: y
  api:
    extends: {service: web}
    image: b
"""
    found, findings = project(tmp_path, {"stack.yml": text}, files=F)
    assert services(found) == {
        "base": {"image": "a", "environment": {"A": "1", "B": "1"}, "command": "x"},
        "web": {"image": "a", "environment": {"A": "1", "B": "2"}, "command": "y"},
        "api": {"image": "b", "environment": {"A": "1", "B": "2"}, "command": "y"},
    }
    assert {code for code, _ in said(findings)} == {"T125"}
    assert accounted(found, findings) == []


def test_what_is_inherited_keeps_the_place_of_the_base(tmp_path: Path) -> None:
    text = "services:\n  base:\n    image: a\n  web:\n    extends: base\n"
    found, _ = project(tmp_path, {"stack.yml": text}, files=F)
    web = found.root.entries["services"].entries["web"]  # type: ignore[union-attr]
    assert str(place(web.entries["image"].origin)) == "stack.yml:3:12"  # type: ignore[union-attr]


def test_a_file_in_another_folder_is_rebased_and_the_rest_of_it_not_used(tmp_path: Path) -> None:
    files = {
        "stack.yml": """
services:
  web:
    extends: {file: common/base.yml, service: base}
    volumes: [./own:/own]
""",
        "common/base.yml": """
x-note: hi
services:
  base:
    build: {context: ., additional_contexts: [a=../a, b=https://x.y/z]}
    env_file: [a.env, {path: ../b.env, required: false}]
    label_file: l.env
    volumes:
      - ./data:/data
      - named:/named
      - /abs:/abs
      - ~/home:/home
      - {type: bind, source: src, target: /src}
      - {type: volume, source: v, target: /v}
    extends: {file: deeper/root.yml, service: root}
  other:
    image: unused
volumes:
  named:
""",
        "common/deeper/root.yml": "services: {root: {image: r, build: ../ctx, volumes: ['./d:/d']}}\n",
        "common/a.env": "A=1\n",
        "common/l.env": "from.file=l\n",
    }
    found, findings = project(tmp_path, files, files=F)
    web = services(found)["web"]
    assert web["image"] == "r"
    assert web["build"] == {"context": "common", "additional_contexts": ["a=a", "b=https://x.y/z"]}
    assert web["labels"] == {"from.file": "l"}
    assert web["environment"] == {"A": "1"}
    assert web["volumes"] == [
        "./common/deeper/d:/d",
        "./common/data:/data",
        "named:/named",
        "/abs:/abs",
        "~/home:/home",
        {"type": "bind", "source": "common/src", "target": "/src"},
        {"type": "volume", "source": "v", "target": "/v"},
        "./own:/own",
    ]
    dotenvs = ["common/a.env", "common/l.env"]
    assert [file.name for file in found.files] == ["stack.yml", "common/base.yml", "common/deeper/root.yml", *dotenvs]
    assert {place for code, place in said(findings) if code == "T141"} == {"common/base.yml:16:3", "common/base.yml:18:1"}
    assert accounted(found, findings) == []


def test_variables_are_replaced_in_the_other_file(tmp_path: Path) -> None:
    files = {
        "stack.yml": "services: {web: {extends: {file: '${DIR}/b.yml', service: '${NAME}'}}}",
        "c/b.yml": "services: {base: {image: 'x:${TAG}'}}",
        ".env": "DIR=c\nNAME=base\nTAG=2\n",
    }
    found, findings = project(tmp_path, files, files=F)
    assert services(found) == {"web": {"image": "x:2"}}
    assert accounted(found, findings) == []


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("services:\n  a: {image: x, extends: a}\n", "T128", "stack.yml:2:26"),
        ("services:\n  a: {image: x, extends: b}\n  b: {image: y, extends: {service: a}}\n", "T128", "stack.yml:3:36"),
        ("services:\n  a: {image: x, extends: none}\n", "T127", "stack.yml:2:26"),
        ("services:\n  a: {image: x, extends: {service: b, file: no.yml}}\n", "T101", "stack.yml:2:45"),
        ("services:\n  a: {image: x, extends: {service: b, file: ../up.yml}}\n", "T103", "stack.yml:2:45"),
        ("services:\n  a: {image: x, extends: {service: b, file: 'https://x.y/z.yml'}}\n", "T133", "stack.yml:2:45"),
        ("services:\n  a: {image: x, extends: {service: b, file: other.yml}}\n", "T127", "stack.yml:2:36"),
        ("services:\n  a: {image: x, extends: {file: other.yml}}\n", "T129", "stack.yml:2:17"),
        ("services:\n  a: {image: x, extends: [b]}\n", "T129", "stack.yml:2:17"),
        ("services:\n  a: {image: x, extends: {service: b, files: other.yml}}\n", "T129", "stack.yml:2:17"),
        ("services:\n  a: {image: x, extends: }\n", "T129", "stack.yml:2:17"),
    ],
)
def test_faults_are_refused_for_the_key_and_the_service_goes_on(tmp_path: Path, text: str, code: str, where: str) -> None:
    inner = tmp_path / "project"
    found, findings = project(inner, {"stack.yml": text, "other.yml": "services: {c: {image: z}}", "../up.yml": "{}"}, files=F)
    assert (code, where) in said(findings)
    assert services(found)["a"]["image"] == "x"
    assert accounted(found, findings) == []


def test_the_chain_of_a_loop_is_told(tmp_path: Path) -> None:
    files = {
        "a.yml": "services: {web: {image: x, extends: {file: b.yml, service: base}}}",
        "b.yml": "services: {base: {image: y, extends: {file: a.yml, service: web}}}",
    }
    _, findings = project(tmp_path, files, files=("a.yml",))
    (message,) = [finding.message for finding in findings if finding.code == "T128"]
    assert message == "this service extends itself: web (a.yml) -> base (b.yml) -> web (a.yml)"


def test_a_very_long_chain_ends_in_a_finding(tmp_path: Path) -> None:
    text = "services:\n" + "".join(f"  s{n}: {{extends: s{n + 1}}}\n" for n in range(3000)) + "  s3000: {image: x}\n"
    _, findings = project(tmp_path, {"stack.yml": text}, files=F)
    assert "T128" in {code for code, _ in said(findings)}


DEPENDENT = """
version: '2'
services:
  db: {image: d}
  base:
    image: a
    depends_on: [db]
    links: [db]
    volumes_from: [db]
    network_mode: service:db
  web:
    extends: base
"""


def test_up_to_version_3_dependencies_are_not_handed_on(tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"stack.yml": DEPENDENT}, files=F)
    assert services(found)["web"] == {"image": "a"}
    assert services(found)["base"]["links"] == ["db"]
    assert [place for code, place in said(findings) if code == "T130"] == ["stack.yml:12:14"] * 4


def test_the_specification_hands_them_on(tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"stack.yml": DEPENDENT.replace("version: '2'\n", "")}, files=F)
    assert services(found)["web"] == services(found)["base"]
    assert said(findings) == []


def test_a_later_file_can_extend_a_service_of_an_earlier_one_and_tags_reach_it(tmp_path: Path) -> None:
    files = {
        "a.yml": "services: {base: {image: a, tty: true}, web: {image: w, ports: ['1:1'], dns: [1.1.1.1]}}",
        "b.yml": "services: {web: {extends: base, ports: !reset [], dns: !override [8.8.8.8]}}",
    }
    found, findings = project(tmp_path, files, files=("a.yml", "b.yml"))
    assert services(found)["web"] == {"image": "a", "tty": "true", "dns": ["8.8.8.8"]}
    assert accounted(found, findings) == []


def test_version_1_extends_too(tmp_path: Path) -> None:
    files = {"stack.yml": "web: {extends: {file: b.yml, service: base}}", "b.yml": "base: {image: a}\n"}
    found, findings = project(tmp_path, files, files=F)
    assert services(found) == {"web": {"image": "a"}}
    assert accounted(found, findings) == []


def test_a_file_of_another_form_is_a_fault(tmp_path: Path) -> None:
    files = {"stack.yml": "web: {image: a, extends: {file: b.yml, service: base}}", "b.yml": "services: {base: {image: a}}\n"}
    found, findings = project(tmp_path, files, files=F)
    assert {("T121", "b.yml:1:1"), ("T101", "stack.yml:1:33")} <= set(said(findings))
    assert services(found) == {"web": {"image": "a"}}
    assert accounted(found, findings) == []


def test_a_base_that_many_extend_is_read_once(tmp_path: Path) -> None:
    many = "".join(f"  s{n}: {{extends: {{file: b.yml, service: base}}}}\n" for n in range(2000))
    found, findings = project(tmp_path, {"stack.yml": "services:\n" + many, "b.yml": "services: {base: {image: a}}"}, files=F)
    assert len(services(found)) == 2000
    assert plain(found.root)["services"]["s7"] == {"image": "a"}
    assert said(findings) == []
