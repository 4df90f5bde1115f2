"""A variable that looks like a secret has its value in clear.

Everybody who may read the manifest or the object reads the value, and it stays in the history of the repository. Put it into a
Secret and refer to it by valueFrom.secretKeyRef; change the value, since it has been seen. Variables are told by the words of
their names (PASSWORD, TOKEN, SECRET, API_KEY, PRIVATE_KEY, CREDENTIALS ...) and by addresses that hold a password
(`postgres://user:password@host`). Names of files and of Secrets (PASSWORD_FILE, SECRET_NAME) pass, and so do references to
other variables. The value is never shown.
"""

import re
from collections.abc import Iterator

from translator.check.practice.fields import rows, text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T612", "secret-in-clear", __doc__, Severity.WARNING),)

_WORDS = re.compile(
    r"(?:^|[_.-])(?:\w*(?:password|passwd|passphrase)|(?<=[_.-])pwd|pass|secret|token|credentials?|"
    r"(?:api|access|private|secret|encryption|signing|auth)[_.-]?key)(?:[_.-]?\d+)?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"://[^/\s:@]{0,256}:(?!\$)[^/\s@]{1,256}@")
_REFERENCE = re.compile(r"\$\([^)]+\)")
_LONGEST = 64
"""Of a name that is absurdly long the end decides."""
_MOUNTED = "/run/secrets/"
_NO_SECRETS = {"", "true", "false", "yes", "no", "0", "1", "none", "null"}


def is_secret(name: str, value: str) -> bool:
    """Whether a variable or a key with this name has a secret for its value."""
    if value.lower() in _NO_SECRETS or _REFERENCE.fullmatch(value) or value.startswith(_MOUNTED):
        return False
    return bool(_WORDS.search(name[-_LONGEST:]) or _ADDRESS.search(value))


def check(pod: Pod) -> Iterator[Concern]:
    """The literal variables of each container."""
    for container in pod.every_container:
        for index, variable in rows(container.body, "env"):
            name = text(variable, "name")
            if is_secret(name, text(variable, "value")):
                help = "put the value into a Secret, refer to it by valueFrom.secretKeyRef, and change it"
                yield container.concern("env", index, "value", message=f"has the secret {name} in clear", help=help)
