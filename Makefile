# The commands of this repository; `make` alone lists them. Needs Python 3.11 or newer and make; the rest is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROMPT ?= r&b pop
.DEFAULT_GOAL := help
.PHONY: help setup setup-run song sandbox run format check test bench lock clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

export PROMPT

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: requirements/run.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	@touch $@

$(VENV)/.dev-installed: requirements/dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

$(VENV)/.sandbox-installed: requirements/sandbox.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/sandbox.txt
	@touch $@

setup: $(VENV)/.dev-installed ## Install everything that the checks and the tests need
setup-run: $(VENV)/.run-installed ## Install only what the bot itself needs

song: $(VENV)/.sandbox-installed ## Make a song with no account: make song PROMPT="lofi rain"
	@$(BIN)/python -m sandbox song

sandbox: $(VENV)/.sandbox-installed ## Start the simulated Discord and MusicAPI with the real bot
	@$(BIN)/python -m sandbox

run: $(VENV)/.run-installed ## Run the bot with the environment or .env
	@$(BIN)/python -m bot

format: $(VENV)/.dev-installed ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(VENV)/.dev-installed ## Format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

test: check ## Everything: the checks and all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(VENV)/.dev-installed ## Measure: answers, event loop and posts with 100 songs in flight
	$(BIN)/python -m tests.bench

lock: | $(VENV)/bin/python ## Lock the dependencies again, with hashes and without index addresses
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' -c requirements/run.txt --extra sandbox pyproject.toml -o requirements/sandbox.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' -c requirements/sandbox.txt --extra sandbox --extra dev pyproject.toml -o requirements/dev.txt

clean: ## Remove what the commands above made, but no data
	rm -rf $(VENV) .pytest_cache .ruff_cache .import_linter_cache
