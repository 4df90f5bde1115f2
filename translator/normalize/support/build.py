"""Rows of `build`: all of it happens before the stack is converted."""

from collections.abc import Mapping

from translator.normalize.support import Row, ignored, mapped

_OPTIONS = (
    "additional_contexts",
    "args",
    "cache_from",
    "cache_to",
    "dockerfile",
    "dockerfile_inline",
    "entitlements",
    "extra_hosts",
    "isolation",
    "labels",
    "network",
    "no_cache",
    "no_cache_filter",
    "platforms",
    "privileged",
    "provenance",
    "pull",
    "sbom",
    "secrets",
    "shm_size",
    "ssh",
    "tags",
    "target",
    "ulimits",
)

ROWS: Mapping[str, Row] = {
    "build.context": mapped("the name of the image, by images.services of translator.yaml, where there is no image"),
    **{
        f"build.{option}": ignored(
            "T204", "says how the image is built, which happens before", "build and push the image with it"
        )
        for option in _OPTIONS
    },
}
