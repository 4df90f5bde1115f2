"""Kinds of Alibaba Cloud's own are checked against schemas of our own, in every version."""

from typing import Any

import pytest

from translator.kube import schemas
from translator.kube.schema.fault import Reason, faults
from translator.kube.versions import NEWEST, OLDEST, SUPPORTED

ALB: dict[str, Any] = {
    "apiVersion": "alibabacloud.com/v1",
    "kind": "AlbConfig",
    "metadata": {"name": "front"},
    "spec": {
        "config": {
            "name": "front",
            "addressType": "Intranet",
            "zoneMappings": [{"vSwitchId": "vsw-a"}, {"vSwitchId": "vsw-b"}],
            "accessLogConfig": {"logProject": "k8s-log-x", "logStore": "alb_access"},
        },
        "listeners": [{"port": 80, "protocol": "HTTP"}, {"port": 443, "protocol": "HTTPS"}],
    },
}
LOGS: dict[str, Any] = {
    "apiVersion": "log.alibabacloud.com/v1alpha1",
    "kind": "AliyunLogConfig",
    "metadata": {"name": "web-stdout"},
    "spec": {
        "project": "k8s-log-c1",
        "logstore": "web-stdout",
        "shardCount": 2,
        "lifeCycle": 30,
        "logtailConfig": {
            "inputType": "plugin",
            "configName": "web-stdout",
            "inputDetail": {"plugin": {"inputs": [{"type": "service_docker_stdout", "detail": {"Stdout": True}}]}},
        },
    },
}
CRON: dict[str, Any] = {
    "apiVersion": "autoscaling.alibabacloud.com/v1beta1",
    "kind": "CronHorizontalPodAutoscaler",
    "metadata": {"name": "web"},
    "spec": {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "excludeDates": ["* * * 15 11 *"],
        "jobs": [{"name": "night", "schedule": "0 0 22 * * *", "targetSize": 1, "runOnce": False}],
    },
}
NETWORK: dict[str, Any] = {
    "apiVersion": "network.alibabacloud.com/v1beta1",
    "kind": "PodNetworking",
    "metadata": {"name": "fixed"},
    "spec": {
        "allocationType": {"type": "Fixed", "releaseStrategy": "TTL", "releaseAfter": "20m"},
        "selector": {"podSelector": {"matchLabels": {"app": "web"}}},
        "securityGroupIDs": ["sg-a"],
        "vSwitchOptions": ["vsw-a"],
    },
}


@pytest.mark.parametrize("body", [ALB, LOGS, CRON, NETWORK], ids=lambda body: str(body["kind"]))
@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_the_samples_of_the_manuals_fit(body: dict[str, Any], version: str) -> None:
    assert list(faults(body, version)) == []
    assert schemas.versions_of((body["apiVersion"], body["kind"])) == SUPPORTED


@pytest.mark.parametrize(
    ("spec", "pointer", "reason"),
    [
        ({}, "/spec/config", Reason.MISSING),
        ({"config": {"adressType": "Intranet"}}, "/spec/config/adressType", Reason.UNKNOWN_FIELD),
        ({"config": {}, "listeners": [{"port": "80", "protocol": "HTTP"}]}, "/spec/listeners/0/port", Reason.TYPE),
        ({"config": {"zoneMappings": [{}]}}, "/spec/config/zoneMappings/0/vSwitchId", Reason.MISSING),
    ],
)
def test_wrong_fields_are_found(spec: dict[str, Any], pointer: str, reason: Reason) -> None:
    assert [(fault.pointer, fault.reason) for fault in faults({**ALB, "spec": spec}, NEWEST)] == [(pointer, reason)]
