"""Containers get a token for the API server although nothing says that they use it.

Every Pod gets the token of its ServiceAccount as a file unless automountServiceAccountToken is false. Few programs talk to the
API server; for the others the token is of use to an intruder alone. A Pod that names a ServiceAccount other than default is
taken to need it.
"""

from collections.abc import Iterator

from translator.check.practice.fields import text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T640", "mounted-token", __doc__, Severity.NOTE),)


def check(pod: Pod) -> Iterator[Concern]:
    """Whether the token of the default ServiceAccount is mounted."""
    account = text(pod.spec, "serviceAccountName") or text(pod.spec, "serviceAccount")
    if account in ("", "default") and pod.spec.get("automountServiceAccountToken") is not False:
        message = "its containers get the token of the default ServiceAccount"
        yield pod.concern("automountServiceAccountToken", message=message, help="set automountServiceAccountToken: false")
