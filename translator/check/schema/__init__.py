"""Schema: the layer of the check that needs nothing but the published types of Kubernetes.

`compilation` makes a validator for a kind; `fault` says what is wrong with one object, without knowing where it came from;
`words` says it to a person; `objects` does so for the manifests of a stack, at the lines of their sources.
"""
