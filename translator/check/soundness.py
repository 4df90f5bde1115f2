"""Soundness: which objects the rules of practice may look at, since they rely on the types of what they read."""

from collections.abc import Sequence

from translator.kube import schemas
from translator.kube.schema import compilation
from translator.model.manifest import Manifest


def sound(manifests: Sequence[Manifest], version: str) -> tuple[list[Manifest], bool]:
    """The objects that fit their types, and whether all of Kubernetes' own kinds did.

    Kinds of operators are kept, as one may make what another object refers to, unless they share the name of one of
    Kubernetes' own: a Service of Knative is no Service.
    """
    own = {kind for _, kind in schemas.kinds(version)}
    kept: list[Manifest] = []
    complete = True
    for manifest in manifests:
        validator = compilation.validator((manifest.api_version, manifest.kind), version)
        if validator is not None and compilation.valid(validator, manifest.body):
            kept.append(manifest)
        elif validator is not None:
            complete = False
        elif manifest.kind not in own and compilation.valid(compilation.foreign(version), manifest.body):
            kept.append(manifest)
    return kept, complete
