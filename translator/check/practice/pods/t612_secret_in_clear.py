"""A variable that looks like a secret has its value in clear.

Everybody who may read the manifest or the object reads the value, and it stays in the history of the repository. Put it into a
Secret and refer to it by valueFrom.secretKeyRef; change the value, since it has been seen. Variables are told by the words of
their names (PASSWORD, TOKEN, SECRET, API_KEY, PRIVATE_KEY, CREDENTIALS ...) and by addresses that hold a password
(`postgres://user:password@host`). Names of files and of Secrets (PASSWORD_FILE, SECRET_NAME) pass, and so do references to
other variables. The value is never shown.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, text
from translator.check.practice.secrets import is_secret
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T612", "secret-in-clear", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The literal variables of each container."""
    for container in pod.every_container:
        for index, variable in rows(container.body, "env"):
            name = text(variable, "name")
            if is_secret(name, text(variable, "value")):
                help = "put the value into a Secret, refer to it by valueFrom.secretKeyRef, and change it"
                yield container.concern("env", index, "value", message=f"has the secret {name} in clear", help=help)
