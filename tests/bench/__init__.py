"""Benchmarks: run by hand or by `make bench`, never as timed tests.

python -m tests.bench.pipeline [--all] [--imports] [SIZE ...]
python -m tests.bench.validation [--runs N] [--size N]
python -m tests.bench.cluster [--objects N] [--kubeconfig FILE] [--rounds N]
"""
