"""Expansion: keeps Kubernetes from replacing text that Docker leaves alone.

In `command`, `args`, the values of `env` and exec probes, the kubelet replaces `$(NAME)` and reads `$$` as one `$`
(`third_party/forked/golang/expansion` of Kubernetes); Docker does neither. So a `$` that would begin one of the two is doubled,
and a run of `$` is doubled as a whole. Lifecycle hooks are not expanded, so nothing is escaped there.
"""

import re

from translator.model.origin import Derived, Located

_EXPANDED = re.compile(r"\$\$+|\$(?=\()")


def escaped(text: str) -> str:
    """`text` so that Kubernetes expands it to `text`."""
    return _EXPANDED.sub(lambda match: match[0] * 2, text)


def literal(value: Located[str]) -> Located[str]:
    """`value` as a field that Kubernetes expands has to hold it; the same object where nothing needs escaping."""
    if "$" not in value.value:
        return value
    text = escaped(value.value)
    if text == value.value:
        return value
    return Located(text, Derived("$ doubled, since Kubernetes would expand it", (value.origin,)))


def literals(values: tuple[Located[str], ...]) -> tuple[Located[str], ...]:
    """`literal` of each."""
    return tuple([literal(value) for value in values])
