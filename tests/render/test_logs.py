"""Logs that labels name: variables of the container, or objects, for the collector of ACK."""

from pathlib import Path

import pytest

from tests.render.labelled import labelled
from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

LOGS = {
    "aliyun.log_store_Access": "stdout",
    "aliyun.log_ttl_Access": "30",
    "aliyun.logs.pilot": "/a/*.log",
    "aliyun.logs.pilot.tags": "app=web",
    "aliyun.logs.pilot.target": "web-logs",
    "aliyun.logs.pilot.format": "json",
}


def test_logs_are_variables_of_the_container(tmp_path: Path) -> None:
    made = labelled(tmp_path, LOGS)
    assert {variable["name"]: variable["value"] for variable in made.container()["env"]} == {
        "aliyun_logs_access": "stdout",
        "aliyun_logs_access_ttl": "30",
        "aliyun_logs_pilot": "/a/*.log",
        "aliyun_logs_pilot_logstore": "web-logs",
        "aliyun_logs_pilot_tags": "app=web",
    }
    assert made.verdict("T367") == {Verdict.APPROXIMATED}


def variables(made: Written, name: str = "web") -> dict[str, str]:
    """The variables of a container by name."""
    return {variable["name"]: variable["value"] for variable in made.container(name)["env"]}


def test_a_key_of_the_collector_has_no_underscores(tmp_path: Path) -> None:
    """ACK user guide: {key} has small letters, digits and hyphens; Log Service: a Logstore has three characters at least."""
    made = labelled(tmp_path, {"aliyun.log_store_Web_Access": "stdout", "aliyun.log_store_x": "stdout"})
    assert variables(made) == {
        "aliyun_logs_web-access": "stdout",
        "aliyun_logs_x": "stdout",
        "aliyun_logs_x_logstore": "log-x",
    }


def test_each_tag_has_a_variable(tmp_path: Path) -> None:
    made = labelled(tmp_path, {"aliyun.logs.pilot": "stdout", "aliyun.logs.pilot.tags": "b=2,a=1"})
    assert variables(made) == {
        "aliyun_logs_pilot": "stdout",
        "aliyun_logs_pilot_tags": "a=1",
        "aliyun_logs_pilot-tag2_tags": "b=2",
    }
    assert made.verdict("T367") == set()


def test_one_name_for_two_places_is_two_keys_of_one_logstore(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: "nginx:1.27", labels: {aliyun.log_store_access: /var/log/nginx/*.log}}
          api: {image: "nginx:1.27", labels: {aliyun.log_store_access: /var/log/api/*.log}}
    """
    made = written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack")
    for name, place in (("web", "/var/log/nginx/*.log"), ("api", "/var/log/api/*.log")):
        expected = {f"aliyun_logs_{name}-access": place, f"aliyun_logs_{name}-access_logstore": "access"}
        assert variables(made, name) == expected


@pytest.mark.parametrize(("volume", "mounts"), [("data:/data", 1), ("data:/data/logs", 1), ("data:/dat", 2)])
def test_a_folder_in_a_volume_needs_no_other(tmp_path: Path, volume: str, mounts: int) -> None:
    made = labelled(tmp_path, {"aliyun.log_store_a": "/data/logs/*.log"}, f'volumes: ["{volume}"]')
    assert len(made.container()["volumeMounts"]) == mounts
    assert made.verdict("T486") == (set() if mounts == 1 else {Verdict.APPROXIMATED})


def test_logs_are_objects_by_the_configuration(tmp_path: Path) -> None:
    made = labelled(tmp_path, LOGS, configuration="logs: {form: resource}")
    assert made.container()["env"] == [{"name": "TRANSLATOR_LOGS", "value": "shop.web"}]
    assert made.spec("AliyunLogConfig", "shop-web-access") == {
        "logstore": "access",
        "shardCount": 2,
        "lifeCycle": 30,
        "logtailConfig": {
            "configName": "shop-web-access",
            "inputType": "plugin",
            "inputDetail": {
                "plugin": {
                    "inputs": [
                        {
                            "type": "service_docker_stdout",
                            "detail": {"Stdout": True, "Stderr": True, "IncludeEnv": {"TRANSLATOR_LOGS": "shop.web"}},
                        }
                    ]
                }
            },
        },
    }
    files = made.spec("AliyunLogConfig", "shop-web-pilot")
    assert files["logstore"] == "web-logs"
    detail = files["logtailConfig"]["inputDetail"]
    assert (detail["logPath"], detail["filePattern"], detail["dockerFile"]) == ("/a", "*.log", True)
    assert [one["type"] for one in detail["plugin"]["processors"]] == ["processor_json", "processor_add_fields"]
    assert made.verdict("T367") == set()
