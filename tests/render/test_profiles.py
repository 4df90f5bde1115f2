"""security_opt: privilege escalation, seccomp, AppArmor and SELinux."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict

KEY = "container.apparmor.security.beta.kubernetes.io/web"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("no-new-privileges", {"allowPrivilegeEscalation": False}),
        ("no-new-privileges:true", {"allowPrivilegeEscalation": False}),
        ("no-new-privileges=false", {"allowPrivilegeEscalation": True}),
        ("seccomp:unconfined", {"seccompProfile": {"type": "Unconfined"}}),
        ("seccomp=builtin", {"seccompProfile": {"type": "RuntimeDefault"}}),
        ("seccomp=./profiles/strict.json", {"seccompProfile": {"type": "Localhost", "localhostProfile": "strict.json"}}),
        ("apparmor=unconfined", {"appArmorProfile": {"type": "Unconfined"}}),
        ("apparmor:docker-default", {"appArmorProfile": {"type": "RuntimeDefault"}}),
        ("apparmor:mine", {"appArmorProfile": {"type": "Localhost", "localhostProfile": "mine"}}),
        ("label:type:svirt_t", {"seLinuxOptions": {"type": "svirt_t"}}),
        ("label=level:s0:c100,c200", {"seLinuxOptions": {"level": "s0:c100,c200"}}),
        ("label:disable", {"seLinuxOptions": {"type": "spc_t"}}),
    ],
)
def test_options(tmp_path: Path, options: str, expected: dict[str, Any]) -> None:
    assert written(tmp_path, service(f"security_opt: ['{options}']")).container()["securityContext"] == expected


def test_the_parts_of_a_label_stand_together(tmp_path: Path) -> None:
    made = written(tmp_path, service("security_opt: ['label:level:s0', 'label:user:u', 'label:role:r', 'label:type:t']"))
    assert made.container()["securityContext"]["seLinuxOptions"] == {"user": "u", "role": "r", "type": "t", "level": "s0"}


@pytest.mark.parametrize(
    ("profile", "value"), [("unconfined", "unconfined"), ("docker-default", "runtime/default"), ("mine", "localhost/mine")]
)
def test_apparmor_was_an_annotation_before_1_30(tmp_path: Path, profile: str, value: str) -> None:
    made = written(tmp_path, service(f"security_opt: ['apparmor={profile}']"), kubernetes="1.29")
    assert made.spec("Deployment", "web")["template"]["metadata"]["annotations"] == {KEY: value}
    assert "securityContext" not in made.container()


@pytest.mark.parametrize("option", ["seccomp=profile.json", "apparmor=mine"])
def test_a_profile_of_ones_own_must_lie_on_every_node(tmp_path: Path, option: str) -> None:
    assert written(tmp_path, service(f"security_opt: ['{option}']")).verdict("T448") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    "keys",
    [
        "security_opt: [systempaths=unconfined]",
        "security_opt: ['no-new-privileges:maybe']",
        "security_opt: [seccomp]",
        'security_opt: [\'seccomp={"defaultAction": "SCMP_ACT_ALLOW"}\']',
        "security_opt: [label=filetype:x]",
        "security_opt: ['credentialspec=file://spec.json']",
        "security_opt: [unheard-of]",
        "privileged: true\nsecurity_opt: [no-new-privileges]",
    ],
)
def test_what_has_no_counterpart_is_refused(tmp_path: Path, keys: str) -> None:
    assert written(tmp_path, service(keys)).verdict("T214") == {Verdict.REFUSED}


def test_the_last_of_two_counts(tmp_path: Path) -> None:
    made = written(tmp_path, service("security_opt: [seccomp=unconfined, seccomp=builtin]"))
    assert made.container()["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert made.verdict("T462") == {Verdict.IGNORED}


@pytest.mark.parametrize(
    "options", ["'label:type:svirt_t', 'label:disable'", "'label:disable', 'label:user:u', 'label:disable'"]
)
def test_no_part_of_a_label_outlives_its_disabling(tmp_path: Path, options: str) -> None:
    made = written(tmp_path, service(f"security_opt: [{options}]"))
    assert made.container()["securityContext"]["seLinuxOptions"] == {"type": "spc_t"}
    assert made.verdict("T462") == {Verdict.IGNORED}
    assert made.verdict("T299") == set()
