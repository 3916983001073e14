# What a person types. Everything else is `kith --help`.
#   make demo   the example council, on http://127.0.0.1:8000       make test   all that a newcomer needs
#   make check  style, types, imports, docs; changes nothing        make fix    mend what can be mended
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
RUN := .venv/bin/
MADE := .venv/made

.PHONY: env demo test test-fast test-all check fix bench sizes static docs lock clean browser

env: $(MADE)/static

demo: env
	@$(RUN)kith demo

test: env browser
	@$(RUN)python -m pytest -m "not long"

test-fast: env
	@$(RUN)python -m pytest tests/unit tests/house tests/property -m "not long and not browser" -n auto --dist loadfile

test-all: env browser
	@$(RUN)python -m pytest

check: env
	@$(RUN)ruff check .
	@$(RUN)ruff format --check .
	@$(RUN)mypy
	@$(RUN)lint-imports --no-logo
	@$(RUN)python -m kith.project.docs_build --check
	@$(RUN)python -m kith.project.manage makemigrations --check --dry-run

fix: env
	@$(RUN)ruff check --fix .
	@$(RUN)ruff format .
	@$(RUN)python -m kith.project.docs_build

docs: env
	@$(RUN)python -m kith.project.docs_build

bench: env
	@for bench in bench/bench_*.py; do echo "== $$bench"; $(RUN)python $$bench || exit 1; done

sizes:
	@find kith -name '*.py' -o -name '*.sql' | xargs wc -l | sort -rn | sed -n '2,16p'

static: env
	@$(RUN)python -m kith.project.build_static

browser: env
	@$(RUN)python -m tests.browser

# Rewrites requirements/ from pyproject.toml; the lock file itself names hosts and stays out of the repository.
EXPORT = $(RUN)uv export -q --frozen --no-emit-project --no-header --no-annotate
lock: env
	@$(RUN)uv lock -q
	@$(EXPORT) --no-dev -o requirements/run.txt
	@for group in dev build install node; do $(EXPORT) --only-group $$group -o requirements/$$group.txt; done

# The database of a demo run as root lies outside this folder; only Kith knows where, so it goes first.
clean:
	@if [ -x $(RUN)python ] && [ -d var/pg ]; then $(RUN)python -m kith.project.postgres; fi
	@rm -rf var node_modules kith/project/static/built build *.egg-info .venv
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@echo "Removed the environment, the example council and its database."

.venv/bin/pip:
	@if [ -z "$(PYTHON)" ]; then echo "Kith needs Python 3.11 or later. Nothing was made. Install python3."; exit 1; fi
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python could not make an environment. Nothing was made." \
		"On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

# uv is quick; where it cannot be had, pip does the same from the same hashes.
$(MADE)/packages: requirements/run.txt requirements/dev.txt requirements/build.txt requirements/install.txt pyproject.toml | .venv/bin/pip
	@echo "Installing packages into .venv (one to two minutes the first time) ..."
	@.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/install.txt || \
		echo "uv cannot be had here; pip does its work."
	@sets="-r requirements/build.txt -r requirements/run.txt -r requirements/dev.txt"; \
	if [ -x $(RUN)uv ] && $(RUN)uv pip install -q --python .venv/bin/python --require-hashes $$sets 2>/dev/null; then :; \
	else echo "uv could not fetch them; pip goes on, a little slower ..."; .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes $$sets; fi || \
		{ echo "The packages could not be installed. Check that a Python package registry can be reached."; exit 1; }
	@.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@mkdir -p $(MADE) && touch $@

$(MADE)/npm: package-lock.json $(MADE)/packages
	@command -v npm >/dev/null 2>&1 || .venv/bin/python -m pip install -q --disable-pip-version-check \
		--require-hashes -r requirements/node.txt
	@.venv/bin/python -m kith.project.node
	@touch $@

$(MADE)/static: $(MADE)/npm kith/project/build_static.py $(shell find kith/project/design -name '*.scss')
	@.venv/bin/python -m kith.project.build_static
	@touch $@
