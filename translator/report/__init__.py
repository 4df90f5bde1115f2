"""Report: what to say and how.

Takes  findings, files with their leaves, manifests.    Gives  verdicts for every leaf, and texts in several formats.
Knows  the catalogue of codes, the ledger, the formats.    Not    how a finding came to be, where text is printed.
New    code -> a row in `catalogue/` of its hundred; format -> one file in `formats/`.
"""
