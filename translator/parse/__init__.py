"""Parse: the files as one tree.

Takes  a request and the settings; `translator.yaml` itself.    Gives  a Project: nodes with their places, and every file read.
Knows  YAML, interpolation, merge, extends, include, profiles, the schemas of Compose.    Not    what a value means, Kubernetes.
New    a rule of merging -> the table in `merge.py`; a key with paths -> `rebase.py`; a limit -> `limits.py`.
"""

from translator.parse.project import read
from translator.parse.settings import settings

__all__ = ["read", "settings"]
