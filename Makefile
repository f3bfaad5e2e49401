# Wangge: run it, test it, check it. `make help` lists the commands.

PORT      ?= 8080
GRPC_PORT ?= 50051
DATA_DIR  ?= ./data
DEMO      ?= 1
SERVICES  ?=
WORKERS   ?= 2
QUICK     ?=
ARGS      ?=

# The first of these that is Python 3.11.
PYTHON ?= $(shell for name in python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
	&& { command -v "$$name"; break; }; done)
VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip install -qq --disable-pip-version-check

UP := $(BIN)/wangge up --port $(PORT) --grpc-port $(GRPC_PORT) --data $(DATA_DIR) \
	$(if $(filter 1 yes true on,$(DEMO)),--demo,--no-demo) $(if $(SERVICES),--services $(SERVICES))

export PYTHON
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run run-distributed test test-fast check bench protos format lock vendor screenshots new-service clean \
	packages-run packages-test contracts

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  %-16s %s\n' "$$name" "$$text"; done
	@echo
	@echo '  PORT=$(PORT) GRPC_PORT=$(GRPC_PORT) DATA_DIR=$(DATA_DIR) DEMO=$(DEMO) SERVICES=$(or $(SERVICES),(all)) WORKERS=$(WORKERS)'

run: packages-run $(VENV)/run.stamp contracts ## everything in one process with SQLite; DEMO=1 adds a county to look at
	@exec $(UP)

run-distributed: packages-test $(VENV)/run.stamp contracts ## a process per service on a private PostgreSQL and RabbitMQ
	@exec $(UP) --distributed

test: packages-test $(VENV)/all.stamp contracts ## every test; ARGS='-k word' narrows it
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

test-fast: packages-run $(VENV)/all.stamp contracts ## the inner loop: no PostgreSQL, RabbitMQ or Chromium, nothing slow
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile -m 'not distributed and not browser and not slow' $(ARGS)

check: packages-run $(VENV)/all.stamp ## format, lint, types, architecture, contracts: what CI runs besides the tests
	BIN=$(BIN) scripts/check

bench: packages-test $(VENV)/all.stamp contracts ## load and fault runs; QUICK=1 for a short one
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(ARGS)

protos: packages-run $(VENV)/all.stamp ## generate services/contracts from protos/
	$(BIN)/python scripts/protos.py

format: $(VENV)/all.stamp ## format the code and sort its imports in place
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

lock: $(VENV)/all.stamp ## resolve pyproject.toml into the lock files; ARGS=--upgrade moves the versions
	scripts/lock $(ARGS)

vendor: $(BIN)/python ## fetch the console's JavaScript, styles and icons as frontend/ pins them; needs npm
	$(BIN)/python -m scripts.vendor

screenshots: packages-test $(VENV)/all.stamp contracts ## take the pictures of docs/screens.md anew; ARGS='work map' takes some
	$(BIN)/python -m scripts.screenshots $(ARGS)

new-service: $(VENV)/all.stamp ## the folders of a new service: NAME=water ARGS='--title-zh 水务'
	@test -n '$(NAME)' || { echo "new-service: say which, as in NAME=water" >&2; exit 2; }
	$(BIN)/python -m scripts.new_service $(NAME) $(ARGS)
	$(BIN)/python scripts/protos.py

clean: ## remove the environment, caches and build output; data stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages-run packages-test: packages-%:
	@scripts/debian-packages $*

# The generated contracts are in the repository; this is for whoever has just edited a .proto.
contracts: $(VENV)/run.stamp
	@$(BIN)/python scripts/protos.py --fresh || $(MAKE) --no-print-directory protos

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'make: Python 3.11 is needed, as python3.11 or python3' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements-run.lock pyproject.toml | $(BIN)/python
	@echo "installing $(filter %.lock,$^) into $(VENV)"
	@$(PIP) --require-hashes --only-binary :all: -r requirements-run.lock
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/all.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing $(filter %.lock,$^) into $(VENV)"
	@$(PIP) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $(VENV)/run.stamp $@
