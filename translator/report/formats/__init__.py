"""Formats: the same findings and verdicts for different readers, one format a file.

Takes  findings, entries, files.    Gives  text.    Knows  one format each.    Not    where it goes, what it means.
New    format -> one file here, named as `--format` names it.
"""
