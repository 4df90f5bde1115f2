"""Pods: what runs a service inside its workload, one subject a file.

Takes  a Workload and the Blueprint around it.    Gives  a PodView, and what decides how the Pod is replaced.
Knows  Docker's containers and Kubernetes' Pod specification.    Not    how an object is laid out, or which kinds there are.
New    subject -> one file here, a field of its view, and its lines in `templates/_pod.yaml.j2` or `_container.yaml.j2`.
"""
