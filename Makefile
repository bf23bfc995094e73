# Everything starts from a fresh clone with Python 3.11+ and make: the first target that needs the virtual
# environment builds it, and nothing is installed outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check docs browser pictures bench clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(READY): pyproject.toml
	@echo "Building $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]' --group dev
	@touch $(READY)

demo: $(READY) ## summarize and check the example article, with no key and no network
	@$(BIN)/assistant summarize --example --offline
	@echo
	@$(BIN)/assistant check --example --offline

test: $(READY) ## run the test suite
	$(BIN)/python -m pytest -n auto

check: $(READY) ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY) ## run every example of the README and the documentation
	$(BIN)/python -m pytest -n auto -m docs

browser: $(READY) ## run the tests of the pages in Chromium, which has to be on the path
	$(BIN)/python -m pytest -m browser

pictures: $(READY) ## draw the pictures of the README anew, with Chromium on the path
	$(BIN)/python docs/pictures/draw.py

bench: $(READY) ## time what should be fast
	$(BIN)/python -m pytest -m benchmark -s tests/benchmarks

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
