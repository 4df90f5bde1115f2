"""How much input is read before it is called hostile.

A stack file is written by people: the largest real ones have a few thousand lines. The limits lie far above them and far
below what would exhaust a machine, so that a wrong or malicious file ends in a finding, at once.
"""

FILE_BYTES = 10 * 1024 * 1024
"""The most bytes of one YAML file."""

DEPTH = 100
"""The most collections inside one another. Every walk over the tree is recursive, and Python stops at 1,000 frames."""

EXPANDED_NODES = 1_000_000
"""The most nodes that aliases may add to a file ("billion laughs": ten lines that expand to thousands of millions)."""

INCLUSIONS = 1_000
"""The most entries of `include` that are followed in a run."""

CHAIN = 50
"""The most files that include one another, and the most services that extend one another, in a row."""
