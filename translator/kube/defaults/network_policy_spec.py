"""Network policies: for what comes in, and for what goes out where there is a rule for it."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the policy types and the protocols."""
    if not value.get("policyTypes"):
        value["policyTypes"] = ["Ingress", "Egress"] if value.get("egress") else ["Ingress"]
    for field in ("ingress", "egress"):
        for rule in value.get(field) or ():
            for port in rule.get("ports") or ():
                port.setdefault("protocol", "TCP")
