"""A legacy object in the form of today, on one line for a finding; JSON, which YAML takes as well.

The content of a Secret, and the value of a variable whose name speaks of one, is masked.
"""

import json
from typing import Any

from translator.kube import legacy
from translator.model.manifest import Manifest
from translator.report.secrecy import MASK, speaks_of_secret


def help(manifest: Manifest) -> str:
    """What to write for a legacy object; empty where it cannot be told for certain."""
    found = legacy.converted(manifest.body)
    if found is None:
        return ""
    if manifest.kind == "Secret":
        found = {key: value for key, value in found.items() if key not in ("data", "stringData")}
    return f"write {json.dumps(_masked(found), ensure_ascii=False, default=str)}"


def _masked(value: Any) -> Any:
    if isinstance(value, list):
        return [_masked(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "value" in value and speaks_of_secret(str(value.get("name"))):
        return {**value, "value": MASK}
    return {key: _masked(each) for key, each in value.items()}
