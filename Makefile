# gridcall: from clone to running, to a green suite. `make help` lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
DATA ?= var
VENV := .venv
BIN := $(VENV)/bin
export GRIDCALL_DATA := $(DATA)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# A stamp says that a step was done for these inputs.
STAMPS := $(VENV)/.stamps

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMPS)/venv:
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements.txt pyproject.toml $(STAMPS)/venv
	$(BIN)/pip install -q --require-hashes -r requirements.txt
	$(BIN)/pip install -q --no-deps -e .
	@touch $@

$(STAMPS)/dev: requirements-dev.txt pyproject.toml $(STAMPS)/run
	$(BIN)/pip install -q --require-hashes -r requirements-dev.txt
	@touch $@

$(STAMPS)/npm: pwa/package-lock.json $(STAMPS)/venv
	cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

PWA_SOURCES := schema.graphql pwa/index.html pwa/vite.config.ts pwa/codegen.ts pwa/tsconfig.json $(shell find pwa/src pwa/public -type f 2>/dev/null | grep -v /gql/)
$(STAMPS)/web: $(STAMPS)/npm $(PWA_SOURCES)
	cd pwa && npm run --silent build
	@touch $@

.PHONY: run demo web
run: $(STAMPS)/run $(STAMPS)/web ## Install, build and serve the demo at http://127.0.0.1:8000 (PORT=, DATA=)
	@$(BIN)/gridcall demo --port $(PORT) $(ARGS)

web: $(STAMPS)/web ## Build the app into pwa/dist

.PHONY: test check fix bench budgets schema migration
test: $(STAMPS)/dev $(STAMPS)/web ## Run every test, Python's, the app's and the browser's
	cd pwa && npm test --silent
	$(BIN)/pytest --ignore tests/browser -n auto --dist worksteal
	$(BIN)/pytest tests/browser  # apart: Playwright keeps an event loop running that the other tests cannot share

check: $(STAMPS)/dev $(STAMPS)/npm ## Lint, types, layers, schema and migrations drift
	$(BIN)/ruff check backend tests
	$(BIN)/ruff format --check backend tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/gridcall schema | diff -u schema.graphql - || (echo "schema.graphql is out of date: run make schema"; exit 1)
	$(BIN)/python -m gridcall.migrating --check
	cd pwa && npm run --silent check

fix: $(STAMPS)/dev $(STAMPS)/npm ## Mend what can be mended by a tool
	$(BIN)/ruff check --fix backend tests
	$(BIN)/ruff format backend tests
	cd pwa && npm run --silent fix

bench: $(STAMPS)/dev ## Measure pages, snaps, points, fan-out and locating against what is made by hand (5 minutes)
	$(BIN)/python -m tests.bench

budgets: $(STAMPS)/dev $(STAMPS)/web ## Measure what a phone's user waits for: Lighthouse, taps, an offline start
	$(BIN)/python -m tests.bench.phone

schema: $(STAMPS)/run ## Write schema.graphql
	$(BIN)/gridcall schema > schema.graphql

migration: $(STAMPS)/run ## Write the next migration from the models
	$(BIN)/python -m gridcall.migrating
