"""Server: what the API server's own validation refuses, said to a person.

The rules are those of `translator.kube.server`; `words` puts their faults into sentences.
"""
