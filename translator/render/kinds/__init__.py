"""Kinds: one file for each kind of object. `views(blueprint, findings)` gives a view of every object of the kind.

A file is found by its name, and its first docstring is the page that `explain KIND` prints. The template of the same name lays
the view out.
"""
