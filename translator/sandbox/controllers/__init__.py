"""Controllers: what turns a stored workload into Pods that run, or fail as the script says: controller manager, scheduler and
node.

Takes  the changes of the store.    Gives  ReplicaSets, Pods, claims, statuses, events, and deletions that follow others.
Knows  the rules of Kubernetes' own controllers, as far as a waiting client sees them.    Not    HTTP, containers: nothing runs.
New    a file with `reconcile(value, world)` and its row in `loop.py`.
"""
