"""Tests of render: stacks made by hand, and the objects that the specification asks for."""
