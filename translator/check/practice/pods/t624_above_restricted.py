"""A Pod does not fit the Pod Security level restricted.

Beyond baseline, the level restricted wants each container to run as another user than root (runAsNonRoot: true, and no
runAsUser: 0), without more rights than its parent (allowPrivilegeEscalation: false), without capabilities (drop: [ALL], at most
NET_BIND_SERVICE added), with a seccomp profile (RuntimeDefault or Localhost), and volumes of ordinary kinds alone. The finding
lists what is missing. Source: Kubernetes documentation, Pod Security Standards.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, table, text, texts
from translator.check.practice.subjects import Concern, Container, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T624", "above-restricted", __doc__, Severity.NOTE),)

_VOLUMES = {
    *(
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "image",
        "persistentVolumeClaim",
        "projected",
        "secret",
        "name",
    ),
}


def check(pod: Pod) -> Iterator[Concern]:
    """One concern with all that the level misses; Windows Pods need none of it."""
    if text(pod.spec, "os", "name") == "windows":
        return
    found = [
        f"volume {text(volume, 'name')} of {', '.join(sorted(volume.keys() - _VOLUMES))}"
        for _, volume in rows(pod.spec, "volumes")
        if volume.keys() - _VOLUMES
    ]
    for container in pod.every_container:
        missing = list(_missing(container))
        if missing:
            found.append(f"container {container.name} without {', '.join(missing)}")
    if found:
        message = f"does not fit the Pod Security level restricted: {'; '.join(found)}"
        yield pod.concern(
            "securityContext", message=message, help="add what is missing, to the Pod where it is for all containers"
        )


def _missing(container: Container) -> Iterator[str]:
    own, whole = table(container.body, "securityContext"), table(container.pod.spec, "securityContext")
    effective = {**whole, **own}
    if effective.get("runAsNonRoot") is not True:
        yield "runAsNonRoot"
    if effective.get("runAsUser") == 0:
        yield "another runAsUser than 0"
    if own.get("allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation: false"
    if "ALL" not in texts(own, "capabilities", "drop"):
        yield "capabilities.drop ALL"
    if set(texts(own, "capabilities", "add")) - {"NET_BIND_SERVICE"}:
        yield "fewer capabilities"
    if text(effective, "seccompProfile", "type") not in ("RuntimeDefault", "Localhost"):
        yield "seccompProfile"
