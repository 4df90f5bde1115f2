"""StatefulSets: one replica after the other, claims that stay."""

from typing import Any

from translator.kube.visit import Visit

_AUTOMATIC_DELETION = 27


def fill(value: dict[str, Any], at: Visit) -> None:
    """Fills in replicas, policies and the identity of claim templates."""
    value.setdefault("template", {})
    if not value.get("podManagementPolicy"):
        value["podManagementPolicy"] = "OrderedReady"
    strategy = value.setdefault("updateStrategy", {})
    if not strategy.get("type"):
        strategy["type"] = "RollingUpdate"
        strategy.setdefault("rollingUpdate", {})
    if strategy["type"] == "RollingUpdate" and "rollingUpdate" in strategy:
        strategy["rollingUpdate"].setdefault("partition", 0)
    if at.whole.minor >= _AUTOMATIC_DELETION:
        retention = value.setdefault("persistentVolumeClaimRetentionPolicy", {})
        for field in ("whenDeleted", "whenScaled"):
            if not retention.get(field):
                retention[field] = "Retain"
    value.setdefault("replicas", 1)
    value.setdefault("revisionHistoryLimit", 10)
    for claim in value.get("volumeClaimTemplates") or ():
        claim.setdefault("apiVersion", "v1")
        claim.setdefault("kind", "PersistentVolumeClaim")
        claim.setdefault("status", {}).setdefault("phase", "Pending")
