"""A command is read whole or not at all."""

from pathlib import Path

import pytest

from tests.parse.stacks import codes, plain, project

WRITTEN = {
    "command": "[serve, $ABSENT, --fast]",
    "entrypoint": "[sh, {a: b}, -c]",
    "healthcheck": "{test: [CMD, '${BROKEN', x], retries: 3}",
    "post_start": "[{command: [one, '${A:?needed}'], user: root}]",
}


@pytest.mark.parametrize("key", WRITTEN)
def test_a_refused_word_takes_the_whole_command_with_it(key: str, tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"compose.yaml": f"services:\n  web:\n    image: a\n    {key}: {WRITTEN[key]}\n"})
    service = plain(found.root)["services"]["web"]
    assert "T144" in codes(findings)
    assert {
        "command": service.get("command"),
        "entrypoint": service.get("entrypoint"),
        "healthcheck": service.get("healthcheck", {}).get("test"),
        "post_start": (service.get("post_start") or [{}])[0].get("command"),
    } == dict.fromkeys(WRITTEN)


def test_of_other_lists_the_rest_goes_on(tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"compose.yaml": "services: {web: {image: a, cap_add: [A, $ABSENT, B]}}\n"})
    assert plain(found.root)["services"]["web"]["cap_add"] == ["A", "B"]
    assert "T144" not in codes(findings)


def test_a_sound_command_stays(tmp_path: Path) -> None:
    text = "services: {web: {image: a, command: [serve, '${ABSENT:-now}']}}\n"
    found, findings = project(tmp_path, {"compose.yaml": text})
    assert plain(found.root)["services"]["web"]["command"] == ["serve", "now"]
    assert "T144" not in codes(findings)
