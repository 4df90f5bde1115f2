"""An image does not say from which registry it comes.

A short name such as `web:1` is looked up where the nodes are set up to look, mostly Docker Hub: it may be another image than
meant, it is limited in rate, and a cluster without a way to the internet cannot pull it. Write the registry:
`registry.example.com/web:1`, or `docker.io/library/nginx:1.27` where Docker Hub is meant. `localhost` is the node itself.
"""

from collections.abc import Iterator

from translator.check.practice.fields import text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T606", "image-without-registry", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The host in front of each image."""
    for container in pod.every_container:
        image = text(container.body, "image")
        host, slash, _ = image.partition("/")
        named = slash and ("." in host or ":" in host)
        if image and (not named or host.partition(":")[0] == "localhost"):
            said = "comes from the node itself" if host.partition(":")[0] == "localhost" else "names no registry"
            help = "write the registry in front of the image, docker.io where Docker Hub is meant"
            yield container.concern("image", message=f"has an image that {said}: {image}", help=help)
