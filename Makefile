# isonomia: `make` alone prints this list. Variables: T=path (part of the tests), PYTHON=python3.12, WORKERS=4, UPGRADE=1.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON  ?=
WORKERS ?= 2
T       ?=

VENV := .venv
BIN  := $(VENV)/bin
DEV  := $(VENV)/.installed-dev
RUN  := $(VENV)/.installed-run
# The demo takes the full installation where there is one, and otherwise makes the small one.
READY := $(if $(wildcard $(DEV)),$(DEV),$(RUN))

PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
COMPILE     := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
               --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

.PHONY: help install demo test test-full browser lint format locale docs corpus mutants mutation new-check bench lock clean

help:  ## print this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@sed -n '1s/.*Variables: /  Variables: /p' $(firstword $(MAKEFILE_LIST))

install: $(DEV)  ## create .venv with everything that development needs

demo: $(READY)  ## show what isonomia does, on a scheme that comes with it
	@$(BIN)/isonomia demo

test: $(DEV) browser $(if $(T),,lint)  ## lint, then every test but the slow ones (T=path for a part, without lint)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not slow" $(T)

test-full: $(DEV) browser lint  ## lint, then every test, the slow ones too
	ISONOMIA_EVERY_TEST=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(T)

# The browser tests drive the system's Chromium. Where there is none, it is installed if this user may.
browser:
	@for name in chromium chromium-browser google-chrome; do ! command -v $$name > /dev/null || exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    echo "Installing Chromium for the browser tests"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null; \
	else \
	    echo "The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium), and call again." >&2; exit 1; \
	fi

lint: $(DEV)  ## style, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(DEV)  ## put the files into the one format, and mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

locale: $(DEV)  ## bring the translations' catalogues up to date with the texts
	@mkdir -p build
	$(BIN)/pybabel extract -F babel.cfg -k _ -k ngettext:1,2 --sort-by-file --add-location=file --no-wrap --omit-header -o build/isonomia.pot . 2>/dev/null
	@for file in src/isonomia/locale/*/LC_MESSAGES/isonomia.po; do \
	    language=$$(basename $$(dirname $$(dirname $$file))); \
	    $(BIN)/pybabel update -i build/isonomia.pot -o $$file -l $$language --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	done

docs: $(DEV)  ## generate the reference pages, then build the site into site/
	@set -e; for script in docs/scripts/*.py; do [ ! -e "$$script" ] || $(BIN)/python "$$script"; done
	$(BIN)/mkdocs build --strict --site-dir site

corpus: $(DEV)  ## how well the checks agree with the labelled schemes of tests/corpus/
	@$(BIN)/python tests/corpus/evaluation.py
	@$(BIN)/python tests/corpus/independent.py

mutants: $(DEV)  ## do the cases of each check notice a change of it? (CODE=GDPR for some; two minutes for all)
	@$(BIN)/python tests/checks/mutants.py $(CODE)

mutation: $(DEV)  ## the same with mutmut, for all of check/ (CODE=gdpr/ for some; a quarter of an hour for all)
	@$(BIN)/python tests/checks/mutation_testing.py $(CODE)

new-check: $(DEV)  ## write the files of a new check (CODE=GDPR037 SLUG=points_for_rumours FAMILY=gdpr)
	@$(BIN)/python tests/checks/new_check.py "$(CODE)" "$(SLUG)" "$(FAMILY)"

bench: $(VENV)/.installed-bench  ## run the benchmarks against their named peers
	$(BIN)/python benchmarks/run.py

lock: .venv-lock/bin/uv  ## write the lock files again (UPGRADE=1 takes newer versions)
	$(COMPILE) pyproject.toml --all-extras --group build --group test --group lint --group docs -o requirements/dev.lock
	$(COMPILE) pyproject.toml --extra serve --group build -c requirements/dev.lock -o requirements/run.lock
	$(COMPILE) --group bench -c requirements/dev.lock -o requirements/bench.lock

clean:  ## remove what the other targets made
	rm -rf $(VENV) .venv-lock site build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(DEV): requirements/dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV); the first time takes some minutes"
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements/dev.lock
	@$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(RUN): requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Installing what isonomia itself needs into $(VENV)"
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements/run.lock
	@$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.installed-bench: requirements/bench.lock | $(DEV)
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements/bench.lock
	@touch $@

# The first Python of 3.11 or newer that can make a virtual environment.
$(BIN)/python .venv-lock/bin/python:
	@for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	    if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        "$$python" -m venv $(dir $(@D)) && exit 0; \
	    fi; \
	done; \
	echo "isonomia needs Python 3.11 or newer with its venv module, and found: $$($(or $(PYTHON),python3) --version 2>&1)." >&2; \
	echo "Install both (Debian, Ubuntu: python3 and python3-venv), or name one: make PYTHON=python3.12 install" >&2; \
	exit 1

.venv-lock/bin/uv: | .venv-lock/bin/python
	@.venv-lock/bin/python -m pip install -qq --disable-pip-version-check "uv>=0.9"
