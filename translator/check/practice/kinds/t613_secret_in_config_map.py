"""A ConfigMap has a key that looks like a secret.

ConfigMaps are read by more people and programs than Secrets, and are never encrypted on their own. Move the key to a Secret,
and change the value, since it has been seen. Keys are told by the same words as variables (T612); lines such as
`password=...` within files are not read. The value is never shown.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels
from translator.check.practice.secrets import is_secret
from translator.check.practice.subjects import Concern
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T613", "secret-in-config-map", __doc__, Severity.WARNING),)
KIND = "ConfigMap"


def check(manifest: Manifest) -> Iterator[Concern]:
    """The keys whose values are a single line."""
    for key, value in labels(manifest.body, "data").items():
        if "\n" not in value.strip() and is_secret(key, value.strip()):
            yield Concern(
                manifest, ("data", key), f"the key {key} holds a secret in clear", "move it to a Secret, and change it"
            )
