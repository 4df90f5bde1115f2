"""Image volumes: the files of an image, mounted without a container that runs it.

Kubernetes has such volumes since 1.31, switched on from 1.35; a folder of them can be mounted since 1.33. They are read-only,
as they are in Docker unless `read_only: false` is written. Source: Kubernetes documentation, Volumes, `image`.
"""

from translator.kube.versions import minor
from translator.model.mount import Mount
from translator.model.settings import Images
from translator.render.pods.image import rewritten
from translator.render.pods.storage import ImageSource
from translator.report.collector import Collector

SINCE = 35


def possible(mount: Mount, kubernetes: str, findings: Collector) -> bool:
    """Whether the version has such volumes; a finding where it has none."""
    if minor(kubernetes) >= SINCE:
        return True
    findings.refuse(
        "T225",
        f"the files of an image at {mount.target.value} need Kubernetes 1.{SINCE}, and {kubernetes} is written for",
        mount.origin,
        help=f"write for 1.{SINCE} (--kubernetes), or copy the files into the image of the service",
    )
    return False


def source(mount: Mount, images: Images) -> ImageSource:
    """The image, from where the configuration moves it."""
    assert mount.source is not None
    return ImageSource(rewritten(mount.source, images))
