"""Apply: carries out a plan on a cluster, waits until it runs, and remembers what was applied.

Takes  a Plan, a Cluster, Options, who applies.    Gives  a Result; events while it goes on.
Knows  the order of objects, server-side apply, ApplySets, revisions, the Lease of a stack, recipes for what cannot be changed
in place, rights.    Not    how a plan is made (`diff`; a step is made afresh by whoever calls), stacks, templates.
New    a recipe: `recreation.py`; a check before anything is done: `obstacles.py`; how a kind becomes ready: `wait/kinds/`.

Whatever ends a run, running again goes on where it ended: the scope of the inventory is widened before objects are touched and
narrowed after, and a revision is unfinished until everything of it is ready.
"""
