"""`security_opt`: profiles of the kernel that guard the container.

Maps to  `allowPrivilegeEscalation`, `seccompProfile`, `appArmorProfile` and `seLinuxOptions` of the container's
         `securityContext`; AppArmor before Kubernetes 1.30 by an annotation.
Grammar  `no-new-privileges`, `seccomp=PROFILE`, `apparmor=PROFILE`, `label=user:U` and the like; `:` for the first `=` too.
Differs  a profile of its own must lie on every node. `systempaths`, `writable-cgroups` and `credentialspec` are refused.
Source   Docker reference, `docker run --security-opt`; Kubernetes documentation, Configure a Security Context.
"""

import re

from translator.model.isolation import SecurityOption
from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import words
from translator.normalize.grammar import truth

FIELD = "security_opt"

_SIGN = re.compile("[:=]")
_PROFILES = ("seccomp", "apparmor", "label")
_LOST = {
    "systempaths": "unmasks folders of /proc, which a Pod may do only in a user namespace of its own",
    "writable-cgroups": "lets the container write its control groups, and a Pod has no field for it",
    "credentialspec": "gives a Windows service account, and Linux nodes have none",
}


def read(node: Node, context: Context) -> tuple[SecurityOption, ...]:
    """The options in the written order."""
    found = (_option(word, context) for word in words(node, "security_opt", context))
    return tuple(option for option in found if option is not None)


def _option(word: Located[str], context: Context) -> SecurityOption | None:
    name, *rest = _SIGN.split(word.value, maxsplit=1)
    value = rest[0] if rest else ""
    if name == "no-new-privileges":
        chosen = truth.parse(value or "true")
        if chosen is not None:
            return SecurityOption(name, Located("true" if chosen else "false", word.origin))
    elif name in _PROFILES and value:
        return SecurityOption(name, Located(value, word.origin))
    reason = _LOST.get(name, "must be no-new-privileges, seccomp=PROFILE, apparmor=PROFILE or label=OPTION")
    context.findings.refuse(
        "T214", f"the security_opt {name} {reason}", word.origin, help="remove it, or write it in a template of your own"
    )
    return None
