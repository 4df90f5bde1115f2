"""REST: the API over HTTP: connections, paths, verbs, representations, discovery.

Takes  requests on a socket.    Gives  answers and watch streams.    Knows  HTTP, Kubernetes' paths and media types.
Not    what a write does to an object (`writing`), what controllers do.    New  a table of columns for a kind: `tables.py`.
"""
