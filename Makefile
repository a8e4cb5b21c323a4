.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

help: ## Show what can be done
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/ready ## Try it: the club in a browser, with a simulated LINE (Ctrl-C stops)
	@$(BIN)/python launch.py run

serve: $(VENV)/ready ## Run it for real, with the settings from the environment or .env
	@$(BIN)/python launch.py serve

test: $(VENV)/ready-dev ## Run all tests: SQLite, PostgreSQL, a real browser
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/pytest -q -n 2 --dist loadfile
	@$(BIN)/pytest -q -n 2 --dist loadfile --database=postgresql tests/bot tests/handlers tests/console

lint: $(VENV)/ready-dev ## Check style, types, architecture and texts
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

fix: $(VENV)/ready-dev ## Repair what can be repaired
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: $(VENV)/ready-dev ## Measure speed, and write docs/performance.md
	@$(BIN)/python -m bench

texts: $(VENV)/ready-dev ## Collect the texts for translation, and compile the catalogue
	@mkdir -p var
	@$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output --no-default-keywords -k _ -k N_ -o var/messages.pot .
	@$(BIN)/pybabel -q update -i var/messages.pot -d locales -l en --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
	@$(BIN)/pybabel -q compile -d locales

migration: $(VENV)/ready-dev ## Write a migration: make migration name="add badges"
	@$(BIN)/alembic revision --autogenerate -m "$(name)"

lock: $(VENV)/ready-dev ## Pin what is installed, with hashes
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements.txt -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.txt -o requirements-dev.lock

clean: ## Forget everything: environment, database, keys
	@[ ! -f var/secret_key ] || $(PYTHON) vault/day_key.py var/secret_key
	@rm -rf $(VENV) var tips .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/python: 
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + " (choose another: make PYTHON=python3.12 …)")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing; install it first (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/ready: $(VENV)/python requirements.lock
	@echo "Installing…"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: help run serve test lint fix bench texts migration lock clean
