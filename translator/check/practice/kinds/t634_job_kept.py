"""A Job stays for ever after it ended.

Jobs and their Pods are kept until somebody deletes them, unless ttlSecondsAfterFinished is written; names cannot be used again
meanwhile. Those of a CronJob are cleared away by its history limits. Leave the field out where something else, such as Helm or
Argo CD by their hooks, deletes the Job.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, rows, table
from translator.check.practice.subjects import Concern
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T634", "job-kept", __doc__, Severity.NOTE),)
KIND = "Job"

_HOOKS = ("helm.sh/hook", "argocd.argoproj.io/hook")


def check(manifest: Manifest) -> Iterator[Concern]:
    """Whether anything clears the Job away."""
    metadata, spec = table(manifest.body, "metadata"), table(manifest.body, "spec")
    hooked = any(hook in labels(metadata, "annotations") for hook in _HOOKS)
    if spec.get("ttlSecondsAfterFinished") is None and not hooked and not any(rows(metadata, "ownerReferences")):
        message = "stays after it ended, until somebody deletes it"
        yield Concern(manifest, ("spec", "ttlSecondsAfterFinished"), message, "write ttlSecondsAfterFinished")
