"""Labels of log-pilot: `PREFIX.NAME` names a log, `PREFIX.NAME.SETTING` says how it is parsed, tagged and stored.

Source: README and documents of AliyunContainerService/log-pilot.
"""

import re
from dataclasses import replace

from translator.model.connection import LogStore
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize import logs
from translator.normalize.complaint import bad_value, shown
from translator.normalize.context import Context

FORMATS = ("none", "json", "csv", "nginx", "apache2", "regexp")
_SETTINGS = ("format", "format.pattern", "format.time_format", "tags", "target")
_TAG = re.compile(r"[A-Za-z0-9_][-A-Za-z0-9_.]*=[^,=\s]+")
_STORE = re.compile(r"[a-z0-9](?:[-a-z0-9_]{1,61}[a-z0-9])")


def read(
    label: Label, hole: Located[str] | None, current: tuple[LogStore, ...], prefix: str, context: Context
) -> tuple[LogStore, ...]:
    """The logs so far, and the one that the label names, or with the setting that it has for one.

    Args:
        hole: what follows `prefix`: the name of a log, perhaps with a dot and a setting.
    """
    name, _, setting = ("" if hole is None else hole.value).partition(".")
    fault = logs.name_fault(name)
    if fault is None and (not setting or setting in _SETTINGS):
        return _set(label, name, setting, current, prefix, context) if setting else _log(label, name, current, context)
    problem = fault or f"a name and perhaps one of .{', .'.join(_SETTINGS)}"
    found = "" if hole is None or not hole.value else f", not {shown(hole.value, hole)}"
    message = f"{prefix} must be followed by {problem}{found}"
    context.findings.refuse("T303", message, label.key.origin, help=f"write it like {prefix}access: {logs.FILES}")
    return current


def _log(label: Label, name: str, current: tuple[LogStore, ...], context: Context) -> tuple[LogStore, ...]:
    target = label.value.value.strip()
    if not logs.is_target(target, label, context):
        return current
    rule = Derived(label.key.value, (label.value.origin,))
    named = Located(name, Derived(label.key.value, (label.key.origin,)))
    return logs.added(LogStore(named, Located(target, rule), rule, label=label.key.value), current, label, context)


def _set(
    label: Label, name: str, setting: str, current: tuple[LogStore, ...], prefix: str, context: Context
) -> tuple[LogStore, ...]:
    store = next((store for store in current if store.name.value == name), None)
    if store is None:
        context.findings.ignore(
            "T364",
            f"{label.key.value} is about a log that no {prefix} label collects",
            label.value.origin,
            help=f"add {prefix}{name}, or remove it",
        )
        return current
    changed = _changed(store, label, setting, context)
    return tuple(changed if one is store else one for one in current)


def _changed(store: LogStore, label: Label, setting: str, context: Context) -> LogStore:
    text = label.value.value.strip()
    value = Located(text, Derived(label.key.value, (label.value.origin,)))
    if setting == "format":
        if text in FORMATS:
            return replace(store, format=value)
        bad_value(label, context, must=f"be {', '.join(FORMATS[:-1])} or {FORMATS[-1]}", example="json", read=text)
    elif setting == "tags":
        tags = [tag.strip() for tag in text.split(",") if tag.strip()]
        if tags and all(_TAG.fullmatch(tag) for tag in tags):
            pairs = {key: Located(word, value.origin) for key, _, word in (tag.partition("=") for tag in tags)}
            return replace(store, tags=tuple(sorted(pairs.items())))
        bad_value(label, context, must="be KEY=VALUE pairs, separated by commas", example="app=web,stage=test", read=text)
    elif setting == "target":
        if _STORE.fullmatch(text):
            return replace(store, destination=value)
        bad_value(label, context, must="be the name of a Logstore, in lower case", example="web-logs", read=text)
    else:
        context.findings.refuse(
            "T366",
            f"{label.key.value} tells log-pilot how to parse lines, and the collector keeps them as they are",
            label.value.origin,
            help="describe the format in the Logtail configuration of Log Service, or write an AliyunLogConfig by hand",
        )
    return store
