"""Clear text: variables that look secret and are written like any other.

Swarm files often carry passwords in `environment`; a manifest that does the same is read by whoever may read a Deployment. What
is written stays as it was, since only the team knows what is secret; the finding offers the line of the configuration that
lifts the variables into a Secret. A name tells it, or an address with a password in it; what names a file, or only switches
something on, does not.
"""

import re
from collections.abc import Iterable

from translator.model.container import Variable
from translator.report.collector import Collector

_SECRET = re.compile(
    r"PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|(?:^|_)(?:PASS|PWD|KEY)$",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"_(?:FILE|PATH|DIR|NAME|TYPE|TTL|URL|URI|HOST|PORT|LENGTH|SIZE|AGE|TIMEOUT|EXPIRY|EXPIRATION|EXPIRES?(?:_IN)?|ENABLED|DISABLED"
    r"|POLICY|ALGORITHM|ISSUER|HEADER|ENDPOINT|FORMAT|PREFIX)$|PUBLIC",
    re.IGNORECASE,
)
_SWITCH = re.compile(r"|true|false|yes|no|on|off|[01]|/.*|[a-z]+:///.*", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@", re.IGNORECASE)
_TOLD = 5


def say_secrets(service: str, variables: Iterable[Variable], findings: Collector) -> None:
    """Says which of the variables, that are to be written as they are, look secret. Never their values."""
    found = [variable for variable in variables if _looks_secret(variable)]
    if not found:
        return
    names = [variable.name.value for variable in found]
    shown = ", ".join(names[:_TOLD]) + (f" and {len(names) - _TOLD} more" if len(names) > _TOLD else "")
    listed = ", ".join(f'"{name}"' for name in names[:_TOLD])
    findings.add(
        "T249",
        f"{service} has in clear text what looks secret: {shown}",
        found[0].value.origin,
        help=f"write into translator.yaml: secrets: {{environment: [{listed}]}}; a pattern such as *PASSWORD* names several",
    )


def _looks_secret(variable: Variable) -> bool:
    name, value = variable.name.value, variable.value.value
    if _SECRET.search(name) and not _ABOUT_IT.search(name) and not _SWITCH.fullmatch(value):
        return True
    return "://" in value and _ADDRESS.search(value) is not None
