"""Kube: what everybody must know of Kubernetes, as data and pure functions.

Takes  names, quantities, ports, kinds as text or numbers.    Gives  whether they are valid, and the reason if not.
Knows  the grammars and tables of the API server, with their sources.    Not    Compose, templates, clusters.
New    a grammar or a table -> one file, named after what it describes.
"""
