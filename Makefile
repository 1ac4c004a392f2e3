# The commands of this repository; `make` alone lists them. Needs Python 3.11 or newer and make; the rest goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROMPT ?= r&b pop
SECONDS ?= 600
export PROMPT
JOBS ?= 2
.DEFAULT_GOAL := help
# Two installers at once would spoil each other's work.
.NOTPARALLEL:
.PHONY: help setup setup-run song sandbox run health doctor check-database backup restore format check test test-long fuzz test-cuts mutants simulate plans crash-matrix torture cluster promises browser prometheus stranger-libraries strangers bench docs screenshots gallery sbom lock clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

# pip is the last thing that a new environment gets: without it, an interrupted one is made anew.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Encore needs Python 3.11 or newer: name one, as in `make song PYTHON=python3.11`.' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

# What is installed is noted only when all of it is; an interrupted installation is simply done again.
$(VENV)/.%-installed: requirements/%.txt | $(BIN)/pip
	@echo 'Installing requirements/$*.txt into $(VENV); this is done once.'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

setup: $(VENV)/.dev-installed browser prometheus stranger-libraries ## Install everything that the checks and the tests need
setup-run: $(VENV)/.run-installed ## Install only what the bot itself needs

song: $(VENV)/.sandbox-installed ## Make a song with no account: make song PROMPT="lofi rain"
	@$(BIN)/python -m sandbox song

sandbox: $(VENV)/.sandbox-installed ## The whole bot in a browser, with a simulated Discord and MusicAPI
	@$(BIN)/python -m sandbox

run: $(VENV)/.run-installed ## Run the bot with the environment or .env
	@$(BIN)/python -m bot

health: $(VENV)/.run-installed ## Say whether the running bot is alive
	@$(BIN)/python -m bot health

doctor: $(VENV)/.run-installed ## Say whether the bot can work here, and what mends it
	@$(BIN)/python -m bot doctor

check-database: $(VENV)/.run-installed ## Say whether the database is sound, and how to mend it
	@$(BIN)/python -m bot check

backup: $(VENV)/.run-installed ## Copy the database, beside a running bot or without one: make backup FILE=var/backup.db
	@$(BIN)/python -m bot backup $(if $(FILE),'$(FILE)')

restore: $(VENV)/.run-installed ## Put a backup into the database, while no bot runs: make restore FILE=var/backup.db
	@$(BIN)/python -m bot restore $(if $(FILE),'$(FILE)')

format: $(VENV)/.dev-installed ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(VENV)/.dev-installed ## Format, lint, types, import contracts, manifests, secrets and known holes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	@$(BIN)/python -m tests.secret_scan
	@$(BIN)/python -m tests.manifest_check
	@$(BIN)/python -m tests.dependency_audit

# Three at once also on two cores: the tests of the real process wait more than they work.
# The order is that of tests/conftest.py. Bytecode is kept even where the environment says otherwise: some hundred bots
# are started, and each would compile us anew.
test: export PYTHONDONTWRITEBYTECODE :=
test: check browser prometheus stranger-libraries ## Everything: the checks and all tests
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --durations 10

# A dozen properties of the code, each tried with thousands of examples that nobody thought of.
test-long: $(VENV)/.dev-installed ## The tests with random examples, for as long as half an hour
	$(BIN)/python -m pytest -n 3 -m hypothesis --hypothesis-profile long --timeout 1800 --durations 10

# What was found comes back as an example of its test, or as a test of its own.
fuzz: $(VENV)/.dev-installed ## Feed it what nobody would send, and jobs in any order: make fuzz SECONDS=600
	@$(BIN)/python -m tests.fuzz $(SECONDS)

# Some of them by name or theme: make mutants NAMES="money leases" JOBS=4
mutants: export PYTHONDONTWRITEBYTECODE :=
mutants: $(VENV)/.dev-installed ## Make known mistakes one by one, and see that the tests notice each
	@$(BIN)/python -m tests.mutants --jobs $(JOBS) $(NAMES)

promises: $(VENV)/.dev-installed ## The tests that hold the promises, or those of one: make promises KEY=sent-once
	$(BIN)/python -m pytest -n 3 -m 'promise$(if $(KEY),(key="$(KEY)"))'

test-cuts: $(VENV)/.dev-installed ## Cut PostgreSQL's commits off at other moments: make test-cuts SEEDS="11 12"
	SEEDS="$(or $(SEEDS),1 2 3 4 5 6 7 8 9 10)" $(BIN)/python -m pytest -n 2 tests/e2e/test_database_trouble.py -k cut_off_at_any_commit

# Hours for all of it: SCENARIOS, DATABASES and MOST (moments of each, drawn by SEED) try a part.
crash-matrix: export PYTHONDONTWRITEBYTECODE :=
crash-matrix: $(VENV)/.dev-installed ## Kill the bot once at every moment that an order passes: make crash-matrix MOST=20
	@$(BIN)/python -m tests.torture matrix --scenarios "$(SCENARIOS)" --databases "$(DATABASES)" \
		--most $(or $(MOST),0) --passings $(or $(PASSINGS),1) --seed $(or $(SEED),1)

# DATABASES chooses one of them, KILLS goes on until there were so many, LOGS is a folder that keeps the bots' logs.
torture: export PYTHONDONTWRITEBYTECODE :=
torture: $(VENV)/.dev-installed ## Kill two bots at random under load, on both databases: make torture SECONDS=300 SEED=1
	@$(BIN)/python -m tests.torture load --seconds $(or $(SECONDS),300) --kills $(or $(KILLS),0) --databases "$(DATABASES)" \
		$(if $(SEED),--seed $(SEED)) $(if $(LOGS),--logs "$(LOGS)")

# Two gateways and three workers on PostgreSQL, four shards. KILLS=2 is a short one; LOGS is a folder that keeps the bots' logs.
cluster: export PYTHONDONTWRITEBYTECODE :=
cluster: $(VENV)/.dev-installed ## Kill, replace and cut off the processes of a cluster under load: make cluster SONGS=500 SEED=1
	@$(BIN)/python -m tests.cluster --songs $(or $(SONGS),500) --kills $(or $(KILLS),10) $(if $(SEED),--seed $(SEED)) $(if $(LOGS),--logs "$(LOGS)")

# Two processes of the bot, their vendor, their Discord and their members on one clock and one seed; `make test` has 200.
simulate: $(VENV)/.dev-installed ## Live through simulated worlds: SEEDS=1000, one again: SEED=17, of many days: DAYS=30, with broken rules: BROKEN=1
	@$(BIN)/python -m tests.simulation --seeds $(or $(SEEDS),1000) $(if $(SEED),--seed $(SEED)) $(if $(DAYS),--days $(DAYS)) $(if $(BROKEN),--broken)

# With PLANS=1, the plan of every statement; DATABASES="sqlite" chooses.
plans: $(VENV)/.dev-installed ## Make every statement among a million songs, and say which look at more: make plans ROWS=10000000 OPEN=100000
	@$(BIN)/python -m tests.plans --jobs $(or $(ROWS),1000000) --open $(or $(OPEN),20000) \
		$(if $(DATABASES),--databases "$(DATABASES)") $(if $(PLANS),--plans)

sbom: $(VENV)/.dev-installed ## Write what the image's packages are, in CycloneDX: make sbom FILE=out/encore.cdx.json
	@$(BIN)/python -m tests.sbom '$(or $(FILE),out/encore.cdx.json)'

# Only where it is missing; without it the browser tests are skipped and say why.
browser:
	@sh tests/browser/install.sh

# Likewise, for the tests of alerts and dashboard.
prometheus:
	@sh tests/prometheus/install.sh

# Other Discord libraries that cannot be installed beside the bot; without them their tests are skipped and say why.
STRANGERS := tests/sandbox/strangers
stranger-libraries: $(VENV)/.dev-installed
	@sh $(STRANGERS)/install.sh $(BIN)/python

strangers: stranger-libraries ## Play the sandbox's script with other Discord libraries, and write the table of it
	@$(BIN)/python -m tests.sandbox.strangers

bench: $(VENV)/.dev-installed ## Measure beside a plain bot and the limit, all of it or some: make bench PARTS="answers load"
	@$(BIN)/python -m benchmarks $(PARTS)

docs: $(VENV)/.dev-installed ## Make the tables of operations and of what is stored, the picture of the polls and the dashboard anew
	@$(BIN)/python -m tests.operations_table
	@$(BIN)/python -m tests.stored_table
	@$(BIN)/python -m benchmarks.cadence_frontier
	@$(BIN)/python -m tests.dashboard

screenshots: $(VENV)/.dev-installed browser ## Take the pictures in the documents again
	@$(BIN)/python -m tests.browser.screenshots

# With WISH=structure, what tests/gallery compares is written anew instead; LANGUAGES="de ja": of those alone.
gallery: $(VENV)/.dev-installed browser ## Pictures of every card, form and menu in every state, into out/gallery
	@$(BIN)/python -m tests.gallery $(or $(WISH),pictures) $(foreach language,$(LANGUAGES),--language $(language))

# pip itself is the one that the environment came with: it must not replace itself while it installs the rest.
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-package pip --custom-compile-command 'make lock'

lock: | $(BIN)/pip ## Lock the dependencies again, with hashes and without index addresses
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv $(COMPILE) pyproject.toml -o requirements/run.txt
	$(BIN)/uv $(COMPILE) -c requirements/run.txt --extra tracing pyproject.toml -o requirements/tracing.txt
	$(BIN)/uv $(COMPILE) -c requirements/tracing.txt --extra sandbox pyproject.toml -o requirements/sandbox.txt
	$(BIN)/uv $(COMPILE) -c requirements/tracing.txt -c requirements/sandbox.txt --extra sandbox --extra tracing --extra dev pyproject.toml -o requirements/dev.txt
	$(BIN)/uv $(COMPILE) --no-deps requirements/strangers/python.in -o requirements/strangers/python.txt
	sh $(STRANGERS)/lock.sh

clean: ## Remove what the commands above made, but no data
	rm -rf $(VENV) .strangers .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find benchmarks bot cogs data sandbox tests -name __pycache__ -prune -exec rm -rf {} +
