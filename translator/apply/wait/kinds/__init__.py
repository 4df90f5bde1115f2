"""Kinds: how an object of a kind stands, one kind a file, named after the kind in lower case; found by folder.

Takes  an object and the scene round it.    Gives  a `Standing`.    Knows  the status that the kind's controller writes.
Not    time, requests, other kinds.
New    a file with `GROUP`, the API group of the kind, `WATCHED`, the kinds of the objects that say more (as api version and
       kind), and `judge(body, scene)`.
"""
