"""The exit codes, which scripts and hooks rely on (DESIGN section 5)."""

FINE = 0
FINDINGS = 1
"""Findings at or above the threshold."""
USAGE = 2
"""Wrong usage."""
BUG = 3
"""A fault of the translator's own."""
INTERRUPTED = 130
