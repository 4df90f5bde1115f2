"""What two other programs read in a stack file, held against what `translator.parse` reads.

The programs are docker-compose 1.29.2 for files of version 1 to 3 and the current docker compose for files of the
specification. `make conformance` installs both below `.venv-reference` and prints the figures; `make test` runs a sample.
"""
