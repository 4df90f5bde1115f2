"""Autoscalers: from one replica, by the use of processors, up fast and down slowly."""

from typing import Any

from translator.kube.visit import Visit

_UP = {
    "stabilizationWindowSeconds": 0,
    "selectPolicy": "Max",
    "policies": [
        {"type": "Pods", "value": 4, "periodSeconds": 15},
        {"type": "Percent", "value": 100, "periodSeconds": 15},
    ],
}
_DOWN = {"selectPolicy": "Max", "policies": [{"type": "Percent", "value": 100, "periodSeconds": 15}]}


def fill(value: dict[str, Any], at: Visit) -> None:
    """Fills in replicas, metrics and behaviour. Only v2 has the last two."""
    value.setdefault("minReplicas", 1)
    if not at.type.name.startswith("io.k8s.api.autoscaling.v2."):
        return
    if not value.get("metrics"):
        value["metrics"] = [
            {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}
        ]
    behavior = value.get("behavior")
    if behavior is not None:
        for field, defaults in (("scaleUp", _UP), ("scaleDown", _DOWN)):
            rules = behavior.setdefault(field, {})
            for name, default in defaults.items():
                if name not in rules:
                    rules[name] = [dict(each) for each in default] if isinstance(default, list) else default
