"""Schema: what the published types of Kubernetes refuse, said to a person.

Whether an object fits its types, and where it does not, is known to `translator.kube.schema`; `words` puts it into sentences.
"""
