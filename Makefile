# The portal's commands. `make help` lists them.

# A distribution's Python, built with profile-guided optimisation, before one built by hand.
PYTHON ?= $(or $(shell for one in /usr/bin/python3.11 python3.11 python3; do \
	$$one -c 'import ensurepip' 2>/dev/null && command -v $$one && break; done),python3)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TESTS ?= tests
export DJANGO_SETTINGS_MODULE := luton_portal.settings

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev assets translations run test soak check stack seed bench lock schema \
	messages states roles licences check-ruff check-layers check-templates check-migrations check-deploy \
	check-schema check-states check-roles check-personal-data check-translations check-compose check-licences

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 20

# --- Set-up -------------------------------------------------------------------------------------

.venv/.base: requirements/base.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "The portal needs Python 3.11: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing: install the package python3.11-venv."; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

setup: .venv/.base assets translations ## Install what running takes, build assets and translations

setup-dev: setup .venv/.dev

assets: .venv/.base ## Build the style sheets and the script
	@bin/assets

translations: .venv/.base ## Compile the translations
	@bin/compile-translations

# --- Running ------------------------------------------------------------------------------------

run: setup ## Start the demonstration at http://127.0.0.1:8000 (PORT changes it)
	@bin/run

seed: setup ## Fill the demonstration's database
	@bin/run --prepare-only

stack: setup ## Start the production topology here, without containers
	@bin/needs postgresql redis nginx
	@bin/stack

# --- Proving ------------------------------------------------------------------------------------

test: setup-dev ## Run every test but the soak ones, with their own PostgreSQL and Redis
	@bin/needs postgresql redis chromium nginx gettext
	@bin/with-services $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

soak: setup-dev ## Run the full races and killed workers (about an hour)
	@bin/needs postgresql redis chromium
	@bin/with-services $(BIN)/pytest -m soak $(TESTS)

check: setup-dev check-ruff check-layers check-templates check-migrations check-deploy check-schema \
	check-states check-roles check-personal-data check-compose \
	check-licences ## Run every check that is not a test

check-ruff:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-layers:
	$(BIN)/lint-imports

check-templates:
	$(BIN)/djlint --lint --quiet templates

check-migrations:
	@mkdir -p .local
	PORTAL_MODE=test $(MANAGE) makemigrations --check --dry-run

check-deploy:
	bin/production-env $(MANAGE) check --deploy --fail-level WARNING

check-schema:
	@mkdir -p .local
	PORTAL_MODE=test $(MANAGE) spectacular --validate --fail-on-warn --file .local/openapi.yaml
	diff -u docs/openapi.yaml .local/openapi.yaml

check-states:
	PORTAL_MODE=test $(MANAGE) write_states --check

check-roles:
	PORTAL_MODE=test $(MANAGE) write_roles --check

check-personal-data:
	PORTAL_MODE=test $(MANAGE) write_privacy --check

check-translations:
	@bin/needs gettext
	@bin/check-translations

check-compose:
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

check-licences:
	@bin/licences --check

# --- Keeping ------------------------------------------------------------------------------------

lock: .venv/.dev ## Lock the dependencies of pyproject.toml with hashes
	@bin/lock

schema: .venv/.base ## Write docs/openapi.yaml
	PORTAL_MODE=test $(MANAGE) spectacular --validate --fail-on-warn --file docs/openapi.yaml

states: .venv/.base ## Write docs/states.md
	PORTAL_MODE=test $(MANAGE) write_states

roles: .venv/.base ## Write docs/roles.md from the roles and the officers' pages
	PORTAL_MODE=test $(MANAGE) write_roles

personal-data: .venv/.base ## Write docs/personal-data.md from what each app keeps about people
	PORTAL_MODE=test $(MANAGE) write_privacy

messages: .venv/.base ## Gather the strings to translate into locale/
	PORTAL_MODE=test bin/messages

licences: .venv/.dev ## Write docs/licences.md
	@bin/licences

bench: setup-dev ## Measure what is claimed to be fast
	@bin/needs postgresql redis
	@bin/with-services $(BIN)/python -m tests.bench
