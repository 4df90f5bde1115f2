"""Sandbox: an API server of Kubernetes in this process, over HTTP on loopback: the embedded cluster of demonstrations and
tests.

Takes  a folder to keep its state in (or none), a version of Kubernetes, users, a script of failures.    Gives  a URL and a
token.
Knows  the REST API, server-side apply, watches, and controllers that make workloads ready or fail as the script says.
Not    what a client does with it; containers: no image is pulled, nothing runs.
New    a controller: a file in `controllers/`; columns of a table: `rest/tables.py`; what a kind gets when it is new:
       `writing/initial.py`; what may not change: `translator/kube/immutable.py`.
"""

from translator.sandbox.journal import Damaged, Occupied
from translator.sandbox.serving import Running, serve

__all__ = ["Damaged", "Occupied", "Running", "serve"]
