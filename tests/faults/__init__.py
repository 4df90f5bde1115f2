"""Faults: what becomes of an apply when a request of it fails, or when it is killed, at every request.

`python -m tests.faults` (make faults) tries them all and prints the table; the tests here try a sample.
"""
