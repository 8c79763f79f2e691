# One command each: run, test, check, bench. Every step leaves a stamp, so that a second call does only what changed.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
PORT ?= 8000
# Each process takes a stretch of the list, so that what a module prepares is prepared once; whoever is done first takes over.
PYTEST_ARGS ?= -n auto --dist worksteal
# Whoever forbids Python to keep what it compiled would have every command and every test process compile it all again.
unexport PYTHONDONTWRITEBYTECODE

CATALOGUES := $(wildcard summitapp/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
FRONT := $(shell find static/src templates -type f 2>/dev/null) $(wildcard tools/build.mjs tools/fonts.py)

.PHONY: run test check bench storm logins catalogues openapi lock clean
.DEFAULT_GOAL := run

# --- set-up ----------------------------------------------------------------------------------------------------------
$(VENV)/.runtime: requirements.txt
	@tools/setup/install.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@tools/setup/install.sh $(VENV) requirements-dev.txt
	@touch $@

$(VENV)/.node: $(VENV)/.runtime
	@tools/setup/node.sh $(VENV)
	@touch $@

# What the build needs; the browser, the server and the readers that only tests need are left for `make test`.
# A linked node_modules belongs to another checkout: npm would empty it for everybody.
node_modules/.build: package-lock.json | $(VENV)/.node
	@[ -L node_modules ] || npm ci --silent --omit=dev
	@touch $@

node_modules/.all: package-lock.json | $(VENV)/.node
	@[ -L node_modules ] || npm ci --silent
	@touch node_modules/.build $@

static/dist/manifest.json: $(FRONT) package-lock.json | node_modules/.build
	@node tools/build.mjs

%.mo: %.po $(VENV)/.runtime
	@$(PY) -m babel.messages.frontend --quiet compile --input-file=$< --output-file=$@

# --- what people call ------------------------------------------------------------------------------------------------
run: $(VENV)/.runtime static/dist/manifest.json $(COMPILED)
	@PORT=$(PORT) $(PY) tools/run.py

logins: $(VENV)/.runtime $(COMPILED)
	@$(PY) tools/run.py --logins

test: $(VENV)/.dev node_modules/.all static/dist/manifest.json $(COMPILED)
	@$(PY) -m pytest $(PYTEST_ARGS)

check: $(VENV)/.dev node_modules/.build static/dist/manifest.json $(COMPILED)
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/djlint --lint --quiet templates
	$(PY) tools/check_catalogues.py
	$(PY) tools/check_migrations.py

bench: $(VENV)/.dev node_modules/.all static/dist/manifest.json $(COMPILED)
	@$(PY) -m tools.bench $(BENCH_ARGS)

storm: $(VENV)/.dev node_modules/.all static/dist/manifest.json $(COMPILED)
	@$(PY) -m tools.storm $(STORM_ARGS)

# --- for those who change it -----------------------------------------------------------------------------------------
openapi: $(VENV)/.runtime static/dist/manifest.json
	$(PY) tools/openapi.py

catalogues: $(VENV)/.runtime
	$(PY) tools/catalogues.py

COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
lock: $(VENV)/.dev
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) tools/setup/uv.in -o tools/setup/uv.txt
	$(COMPILE) tools/setup/node.in -o tools/setup/node.txt
	npm install --package-lock-only

clean:
	rm -rf $(VENV) node_modules static/dist artifacts $(COMPILED)
