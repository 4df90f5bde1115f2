"""Model: the table round which the rooms sit. Frozen dataclasses, data only.

Takes  nothing.    Gives  the nouns: Node, Project, Stack, Service, Manifest, Finding, Settings, Request.
Knows  Compose and Swarm words up to Stack, Kubernetes words in Manifest.    Not    files, grammars, clusters, printing.
New    noun -> one file here; a new property of a service -> a field of `service.py` with its meaning beside it.
"""
