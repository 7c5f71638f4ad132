# Everything a developer runs. `make` alone lists it.
PYTHON ?= python3
ENV_PYTHON := .venv/bin/python
BIN := .venv/bin
WITH_SERVERS := $(ENV_PYTHON) -m portal.dev.with_servers .data/test --
LOCK_TOOLS := .data/lock-tools

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench shell environment lock reset

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Start the whole portal with a year of demo data on http://127.0.0.1:8000 (PORT=... for another)
	@$(PYTHON) -m portal.dev.demo

test: environment ## Run every test on real servers (ARGS="-k name" for some)
	@$(WITH_SERVERS) $(ENV_PYTHON) -m pytest -n 2 --dist worksteal $(ARGS)

lint: environment ## Style, formatting, import contracts, types, templates, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	@$(WITH_SERVERS) $(MAKE) --no-print-directory lint-django

# These load Django with its settings, which want servers and keys.
.PHONY: lint-django
lint-django:
	$(BIN)/mypy
	$(BIN)/djlint --lint templates
	$(ENV_PYTHON) manage.py makemigrations --check --dry-run

format: environment ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: environment ## Run the benchmarks on test servers (ARGS=... are passed on)
	@$(WITH_SERVERS) $(ENV_PYTHON) -m bench $(ARGS)

shell: environment ## Django's shell on the test servers
	@$(WITH_SERVERS) sh -c '$(ENV_PYTHON) manage.py migrate --verbosity 0 && exec $(ENV_PYTHON) manage.py shell'

environment: ## Make .venv and install exactly requirements.lock
	@$(PYTHON) -m portal.dev.bootstrap

lock: ## Write requirements.lock anew from pyproject.toml
	$(PYTHON) -m venv $(LOCK_TOOLS)
	$(LOCK_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK_TOOLS)/bin/uv pip compile --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--python-version 3.11 pyproject.toml --group demo --group dev -o requirements.lock
	rm -rf $(LOCK_TOOLS)

reset: ## Forget the demo and its data
	rm -rf .data/demo
