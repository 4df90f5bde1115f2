"""An image has no tag, or the tag latest.

Nobody can tell what such a Pod runs: two nodes may run two versions, a restart may change the version, and going back is not
possible. Name a version, or better a digest (`image: registry.example.com/web@sha256:...`).
"""

from collections.abc import Iterator

from translator.check.practice.fields import text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T605", "floating-image", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The tag of each image."""
    for container in pod.every_container:
        image = text(container.body, "image")
        tag = image.rpartition("/")[2].partition(":")[2]
        if image and "@" not in image and tag in ("", "latest"):
            said = "the tag latest" if tag else "no tag"
            yield container.concern("image", message=f"has an image with {said}: {image}", help="name a version or a digest")
