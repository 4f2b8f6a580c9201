# The one door for habits. `make demo` and `make test` do all the set-up they need.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup demo test lint types contract check bench docs clean

help:            ## what there is
	@sed -n 's/^\([a-z]*\): .*## /  make \1	/p' $(MAKEFILE_LIST)

setup: $(READY)  ## make .venv with sayso and everything to work on it

# uv where it is installed (seconds), plain venv and pip where not (a minute).
$(READY): pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  test -x $(BIN)/python || uv venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv; \
	  uv pip install -q --python $(BIN)/python -e '.[dev]'; \
	else \
	  test -x $(BIN)/python || $(PYTHON) -m venv .venv; \
	  $(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'; \
	fi
	@touch $(READY)

demo: $(READY)   ## read the invented story, print what a reader would want first
	@$(BIN)/sayso demo --ledger .venv/demo.db

test: $(READY)   ## the tests, and the examples in the docstrings
	$(BIN)/python -m pytest tests src --doctest-modules

lint: $(READY)   ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## mypy --strict
	$(BIN)/mypy

contract: $(READY) ## imports only go down
	$(BIN)/lint-imports

check: lint types contract test ## all that CI runs

GOLD ?= ../shared/gold
bench: $(READY)  ## quality and speed; GOLD=folder of the gold sets
	$(BIN)/python bench/quality.py all --gold $(GOLD)

docs: $(READY)   ## write the generated reference again
	$(BIN)/python docs/generate.py

clean:           ## remove what was made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
