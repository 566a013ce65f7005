# Two commands do everything on a fresh machine: `make run` and `make test`.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv/bin/python
PYTEST_ARGS ?=

.PHONY: help run test soak lint lock bench clean setup setup-dev

help: ## Say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

run: setup ## Set up what is missing, start the database, serve on 127.0.0.1 (PORT=8000)
	@exec $(VENV) -m league.local.serve

test: setup-dev ## Set up what is missing, run all tests, browser tests included
	@CHROMIUM="$$($(VENV) -m league.local.browser)"; export CHROMIUM; \
	$(VENV) -m pytest -n auto $(PYTEST_ARGS)

soak: setup-dev ## Readers, publications and faults on two servers of each kind, for an hour (MINUTES=60)
	@$(VENV) -m tests.scaling.soak

lint: setup-dev ## All static checks
	@$(VENV) -m league.local.lint

bench: setup ## Measure side by side with peers (BENCH=name chooses; docs/performance.md)
	@exec $(VENV) -m benchmarks

lock: setup-dev ## Lock the newest allowed versions of all dependencies
	@$(VENV) -m league.local.lock

setup:
	@$(PYTHON) league/local/bootstrap.py

setup-dev:
	@$(PYTHON) league/local/bootstrap.py --dev

clean: ## Remove all that was made, the database included
	rm -rf .venv node_modules static/build var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
