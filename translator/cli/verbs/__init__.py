"""Verbs: one a file, each a click command of the file's own name that returns its exit code.

New    verb -> one file here; `translator --help` finds it. Heavy rooms are imported inside the command.
"""
