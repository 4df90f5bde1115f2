"""Cookies: names of cookies, followed by HAProxy's words for them, as labels of the custom proxy carry them.

Source: RFC 6265, cookie-name, without signs that a configuration would have to escape; HAProxy, `cookie` and `appsession`.
"""

import re

from translator.model.container import Label
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

_NAME = re.compile(r"[-A-Za-z0-9_.]{1,64}")


def cookie(label: Label, context: Context, *, example: str) -> str | None:
    """The name of the cookie; None, with a finding, where the label does not begin with one."""
    name = (label.value.value.split() or [""])[0]
    if _NAME.fullmatch(name) is not None:
        return name
    must = "begin with the name of a cookie, of letters, digits and - _ ."
    bad_value(label, context, must=must, example=example, read=label.value.value)
    return None
