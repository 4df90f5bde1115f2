"""Image: which image a container runs.

Kubernetes builds nothing. A service with `build` alone needs the name under which its image was pushed, from `images.services`
in the configuration; without it the commands that build and push it are given. `images.rewrites` moves images to another
registry: the longest prefix that ends at a border of the reference wins.
"""

from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.settings import Images
from translator.report.collector import Collector

_BORDERS = ("/", ":", "@")
_POLICIES = {"always": "Always", "missing": "IfNotPresent", "never": "Never"}


def image(service: Service, images: Images, findings: Collector) -> Located[str] | None:
    """The image of a service; None where there is none to run, which a finding says."""
    name = service.name.value
    named = images.services.get(name)
    if service.image is None:
        if named is None:
            _refuse(service, findings)
            return None
        parents = (named.origin,) if service.build is None else (named.origin, service.build.origin)
        return Located(named.value, Derived("images.services of the configuration", parents))
    if service.build is not None:
        findings.ignore(
            "T451",
            f"{name} has an image and a build; the image {service.image.value.text} is written, and nothing is built",
            service.build.origin,
            help="build and push it before the stack is applied",
        )
    return rewritten(Located(service.image.value.text, service.image.origin), images)


def pull_policy(service: Service) -> Located[str] | None:
    """`imagePullPolicy`; None leaves it to the API server, which goes by the tag."""
    written = service.pull_policy
    if written is None or written.value not in _POLICIES:
        return None
    return Located(_POLICIES[written.value], Derived("pull policy", (written.origin,)))


def rewritten(written: Located[str], images: Images) -> Located[str]:
    """An image at the place to which the configuration moves it."""
    for prefix, replacement in images.rewrites:
        rest = written.value.removeprefix(prefix)
        if written.value.startswith(prefix) and (not rest or prefix.endswith("/") or rest.startswith(_BORDERS)):
            return Located(replacement.value + rest, Derived("images.rewrites", (written.origin, replacement.origin)))
    return written


def _refuse(service: Service, findings: Collector) -> None:
    name = service.name.value
    if service.build is None and service.imageless:
        return  # said where it stands
    if service.build is None:
        findings.refuse(
            "T450",
            f"{name} has neither an image nor a build, expected one of them",
            service.name.origin,
            help=f"write image: under {name}",
        )
        return
    findings.refuse(
        "T450",
        f"{name} is built from {service.build.value}, and Kubernetes runs images only",
        service.build.origin,
        help=f"docker build -t REGISTRY/{name}:TAG {service.build.value} && docker push REGISTRY/{name}:TAG, then name it in "
        f"translator.yaml: images: {{services: {{{name}: REGISTRY/{name}:TAG}}}}",
    )
