"""Merge: server-side apply, as pure functions over plain data and the shapes of its types.

Takes  a live object, a write, who owned what.    Gives  the object after it, who owns what now, or the conflicts.
Knows  structured-merge-diff's rules.    Not    HTTP, storage, defaults, validation.
New    nothing: the rules are the API server's.
"""
