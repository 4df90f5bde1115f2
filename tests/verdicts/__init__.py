"""The verdicts of a real API server, held against the offline check: `python -m tests.verdicts` prints the table.

The verdicts lie outside the repository; where they are absent, the table and its test are left out, saying so.
"""
