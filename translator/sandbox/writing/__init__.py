"""Writing: what happens to an object between a request and the store.

Takes  a request's body, the stored object, the options.    Gives  the object to store, who owns what, warnings; or Refused.
Knows  decoding, defaults, normal forms, ownership, admission, validation, deletion.    Not    HTTP, watches.
New    what the server fills in for a kind: `initial.py`; what it refuses to change: `translator/kube/immutable.py`.
"""
