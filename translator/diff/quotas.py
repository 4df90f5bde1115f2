"""Quotas: an object that a quota of the cluster forbids, although the same run makes that quota larger.

A dry run knows the quota as it is; the run changes quotas before the objects that they count. So such an object is worked out
here, as one is whose namespace comes with the run. A quota that stays as it is would refuse it then too.
"""

import re
from collections.abc import Mapping
from typing import Any

from translator.model.cluster import Cluster, Key, Refusal
from translator.model.manifest import Manifest

_EXCEEDED = re.compile(r"exceeded quota: ([^\s,]+)")

Quotas = Mapping[tuple[str | None, str], Manifest]
"""The ResourceQuotas of a run by namespace and name."""


def exceeded(refusal: Refusal) -> str | None:
    """The name of the quota that is the reason of a refusal; None where none is."""
    found = _EXCEEDED.search(str(refusal)) if refusal.status == 403 else None
    return found[1] if found else None


def changes(refusal: Refusal, key: Key, quotas: Quotas, cluster: Cluster) -> str | None:
    """A note for an object whose quota the run changes; None where it is refused for good."""
    name = exceeded(refusal)
    manifest = quotas.get((key.namespace, name)) if name else None
    if name is None or manifest is None:
        return None
    live = cluster.get(Key("v1", "ResourceQuota", key.namespace, name))
    if live is None or _hard(live) == _hard(manifest.body):
        return None
    return f"the quota {name} forbids it as it is now, and is changed before: worked out here"


def _hard(body: Mapping[str, Any]) -> Any:
    return (body.get("spec") or {}).get("hard")
