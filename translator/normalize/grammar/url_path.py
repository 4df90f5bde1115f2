"""Paths of a route, which every router must read alike: none with an empty part, a dot part or an encoded slash.

Some programs take those for another path, so the API server refuses them in an Ingress. Source: `validateHTTPIngressPath` of
kubernetes/pkg/apis/networking/validation.
"""

import re

PLAIN = "without //, /./ and /../"
_PARTS = re.compile(r"//|/\.\.?(?:/|$)|%2f", re.IGNORECASE)


def is_plain(path: str) -> bool:
    """Whether all programs take a path for the same."""
    return _PARTS.search(path) is None
