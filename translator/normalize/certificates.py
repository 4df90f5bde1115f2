"""Certificates: a private key and certificates as one line, as labels of the custom proxy carry them.

Source: Container Service (Swarm) user guide, "custom routing".
"""

from translator.kube import pem
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context


def certificate(label: Label, context: Context) -> Located[str] | None:
    """Key and certificates in PEM, with line breaks; None where they are none. The value is never shown."""
    text = label.value.value.replace("\\n", "\n").strip()
    if pem.parts(text) is not None:
        return Located(text, Derived(label.key.value, (label.value.origin,)))
    must = "be a private key and a certificate in PEM, on one line with \\n for the breaks"
    bad_value(label, context, must=must, example='"-----BEGIN PRIVATE KEY-----\\n..."', read=None)
    return None
