"""Writes `schemas/labels.schema.json`, from which editors complete and check `aliyun.*` labels in stack files:
`python -m tests.generate.labels_schema`. A test proves that it is current.

Names and descriptions are those of the label modules, so a new label is in the schema by itself; what its value may be stands
in the table below, as far as a pattern can say it.
"""

import json
import re
from pathlib import Path
from typing import Any

from translator.normalize import known_labels, labels

SCHEMA = Path(__file__).parent.parent.parent / "schemas" / "labels.schema.json"

_SCALAR = ["string", "number", "boolean"]
_WORDS = "[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[YyNn]"
_SWITCH = {"type": ["string", "boolean"], "pattern": f"^ *(?:{_WORDS}) *$"}


def _number(least: int, most: int | None = None) -> dict[str, Any]:
    bounds = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return {"type": ["integer", "string"], "pattern": "^ *[+]?[0-9]+ *$", **bounds}


def _words(*words: str) -> dict[str, Any]:
    return {"enum": list(words)}


_TARGET = {"type": "string", "pattern": "^ *(?:stdout|/.*[^/ ]) *$"}
_PERCENT = "aliyun.auto_scaling.{}"
VALUES: dict[str, dict[str, Any]] = {
    "aliyun.scale": _number(0),
    "aliyun.global": _SWITCH,
    "aliyun.latest_image": _SWITCH,
    "aliyun.rolling_updates": _SWITCH,
    "aliyun.rolling_updates.parallelism": _number(1),
    "aliyun.depends": {"type": "string", "pattern": "[^, ]"},
    "aliyun.gpu": _number(0),
    "aliyun.log_store_{name}": _TARGET,
    "aliyun.log_ttl_{name}": _number(1, 365),
    "aliyun.logs": {"type": "string", "pattern": "^ *,?/"},
    "aliyun.monitoring.http": {"type": "string", "pattern": "^ *[Hh][Tt][Tt][Pp]://[^:/?#]"},
    "aliyun.probe.url": {"type": "string", "pattern": "^ *(?:[Hh][Tt][Tt][Pp]|[Tt][Cc][Pp])://container"},
    "aliyun.probe.timeout_seconds": _number(1),
    "aliyun.probe.initial_delay_seconds": _number(0),
    "aliyun.lb.port_{port}": {"type": "string", "pattern": "://[^:]+:[0-9]+"},
    "aliyun.routing.session_sticky": _SWITCH,
    "aliyun.project_type": _words("batch"),
    "aliyun.schedule": {"type": "string", "pattern": "^ *[^ ]+(?: +[^ ]+){5} *$"},
    "aliyun.retry_count": _number(0),
    "aliyun.remove_containers": _words("remove-finished", "remove-failed", "remove-all"),
    **{_PERCENT.format(name): _number(1, 100) for name in ("max_cpu", "max_memory")},
    **{_PERCENT.format(name): _number(0, 100) for name in ("min_cpu", "min_memory")},
    **{_PERCENT.format(name): _number(1) for name in ("step", "max_instances", "min_instances")},
}
"""What a value may be, by label; any single value where a pattern could not say more than the manual."""


def schema() -> dict[str, Any]:
    """The schema of a stack file, as far as labels go."""
    exact, patterns = {}, {}
    for key in labels.names():
        stem, hole, _ = key.partition("{")
        if hole:
            patterns["^" + re.escape(stem).replace("\\-", "-") + ".+$"] = _label(key)
        else:
            exact[key] = _label(key)
    names = "|".join([*(re.escape(key) for key in exact), *(pattern[1:-1] for pattern in patterns)])
    either = {
        "oneOf": [
            {
                "type": "object",
                "properties": exact,
                "patternProperties": patterns | {f"^(?!(?:{names})$)aliyun\\.": False},
                "additionalProperties": True,
            },
            {"type": "array", "items": {"type": "string", "pattern": f"^(?!aliyun\\.)|^(?:{names})(?:=|$)"}},
            {"type": "null"},
        ]
    }
    service = {"type": ["object", "null"], "properties": {"labels": _REF, "deploy": {"properties": {"labels": _REF}}}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Labels of Alibaba Cloud Container Service in stack files",
        "description": "Completes and checks aliyun.* labels; the rest of the file is not looked at.",
        "type": "object",
        "properties": {"labels": _REF, "services": {"type": "object", "additionalProperties": service}},
        "$defs": {"labels": either},
    }


_REF = {"$ref": "#/$defs/labels"}


def _label(key: str) -> dict[str, Any]:
    """The value of a label; one that is not translated is marked, and may be anything."""
    row = next((row for row in known_labels.rows() if row.key == key), None)
    if row is not None:
        return {"type": _SCALAR, "deprecated": True, "description": f"It {row.did}. What to do: {row.remedy}."}
    page = labels.page(key) or ""
    return {"type": _SCALAR, **VALUES.get(key, {}), "title": page.splitlines()[2], "description": _section(page, "Grammar")}


def _section(page: str, title: str) -> str:
    """What a page says below a heading, on one line."""
    match = re.search(rf"^{title}\n((?: .*\n)+)", page, re.MULTILINE)
    return " ".join((match[1] if match else "").split())


def text() -> str:
    """The file."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
    print(f"{len(labels.names())} labels written")
