"""One file per service key that has a meaning in Kubernetes: `ports.py`, `deploy_update_config.py`.

Each module has `FIELD`, the field of `model.Service` that it fills, and `read(node, context)`, which gives the value of that
field or tells why not. A module is found by its name and imported only when its key occurs.
"""
