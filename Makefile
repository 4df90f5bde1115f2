# Everything here works on a fresh machine with Python 3.11 or newer: the first target that needs it makes .venv.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHOP := fixtures/stacks/shop
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test format update bench soak clean

help: ## lists the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer, with venv, is needed; name it: make PYTHON=/path/to/python' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# Shows a command as one would type it, then runs it.
run = printf '\n\033[1m$$ %s\033[0m\n' '$(1)' && $(1)

demo: export PATH := $(CURDIR)/$(BIN):$(PATH)
demo: $(READY) ## converts a stack of fourteen services and shows what became of it
	@rm -rf $(DEMO)
	@$(call run,translator convert -f $(SHOP)/stack.yml -o $(DEMO)/manifests --report $(DEMO)/report.json)
	@$(call run,ls $(DEMO)/manifests)
	@$(call run,cat $(DEMO)/manifests/deployment-storefront.yaml)
	@$(call run,translator explain deployment/storefront spec.replicas -f $(SHOP)/stack.yml)
	@$(call run,translator explain $(SHOP)/stack.yml:52)

test: $(READY) ## lint, types, walls and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

format: $(READY) ## formats the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

update: $(READY) ## rewrites the expected files of the fixtures and the tables of the README; review the diff
	$(BIN)/python -m pytest tests/test_fixtures.py --update
	$(BIN)/python -m tests.generate.readme

bench: $(READY) ## seconds and memory of each stage
	$(BIN)/python -m tests.bench.pipeline

soak: $(READY) ## the property tests with many more examples, drawn anew each time
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2

clean: ## removes everything that was made here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
