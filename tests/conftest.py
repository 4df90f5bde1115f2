"""Options of the test run, and how hard the property tests look."""

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# The machine is shared and its speed says nothing about the code: no deadline for an example.
settings.register_profile(
    "quick", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", deadline=None, max_examples=3_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# A shell starts what runs in its background deaf to Ctrl-C, and so would be the programs that are interrupted here.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites the expected files of the fixture cases; the diff is the review."""
    parser.addoption("--update", action="store_true", help="rewrite the expected files of the fixture cases")
