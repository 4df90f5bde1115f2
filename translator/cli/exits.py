"""The exit codes, which scripts and hooks rely on: none is ever given another meaning."""

FINE = 0
FINDINGS = 1
"""Findings at or above the threshold."""
USAGE = 2
"""Wrong usage."""
BUG = 3
"""A fault of the translator's own."""
UNREACHABLE = 4
"""The cluster could not be reached, or refused us."""
CONFLICT = 5
"""Another manager owns what would be changed, or another run has the stack."""
NOT_READY = 6
"""Not ready in time, or a rollout failed."""
PARTLY = 7
"""Partly applied: what is left was said."""
REFUSED = 8
"""Refused input of diff or apply: nothing was contacted."""
INTERRUPTED = 130
