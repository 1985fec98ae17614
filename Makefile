# Daybook. `make run` and `make test` do all their set-up themselves; they need Python 3.11 or newer and make.
# No recipe holds an absolute path, so that the folder may be called anything, with spaces too.

PYTHON_HERE := .venv/bin/python
FLASK := $(PYTHON_HERE) -m flask --app app
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
SOURCES := app.py jobs.py serving.py settings.py foundation community sessions demonstration
# The pins say what is installed, never where it was fetched from.
PIN := $(PYTHON_HERE) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(UPGRADE)
# make requirements UPGRADE=--upgrade takes the newest that fit; without it only what changed moves.
UPGRADE ?=
# More for pytest: make test ARGS="-k register"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check trust bench screenshots demo translations format requirements ready ready-dev

help:
	@echo 'make run           set up, then serve at the address it prints'
	@echo 'make test          set up what the tests need, then run everything'
	@echo 'make check         format, lint, types, import contracts, tests without browser and PostgreSQL'
	@echo 'make trust         what takes longer than two minutes; writes docs/trust/DATE.txt'
	@echo 'make bench         figures, to docs/benchmarks.json'
	@echo 'make screenshots   pictures of the pages'
	@echo 'make demo          throw the demonstration away and load it afresh'
	@echo 'make translations  collect the texts and bring the catalogues up to date'
	@echo 'make format        format and mend what ruff can'
	@echo 'make requirements  compile the pinned requirements anew'

ready:
	@sh scripts/ready.sh run

ready-dev:
	@sh scripts/ready.sh dev

# Order-only: a catalogue is compiled when its words changed, not each time .venv was looked at.
%.mo: %.po | ready
	@$(PYTHON_HERE) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

run: ready $(COMPILED)
	@exec $(FLASK) serve

test: ready-dev $(COMPILED)
	@exec $(PYTHON_HERE) -m scripts.run_tests $(ARGS)

# Whether the catalogues are complete is one of the tests.
check: ready-dev $(COMPILED)
	$(PYTHON_HERE) -m ruff format --check --quiet .
	$(PYTHON_HERE) -m ruff check --quiet .
	$(PYTHON_HERE) -m mypy --no-error-summary $(SOURCES)
	$(PYTHON_HERE) .venv/bin/lint-imports --no-logo
	$(PYTHON_HERE) -m pytest -q -n 2 --dist worksteal -m 'not browser and not postgres and not trust' $(ARGS)

trust: ready-dev $(COMPILED)
	@exec $(PYTHON_HERE) -m scripts.trust_report

bench: ready-dev $(COMPILED)
	@exec $(PYTHON_HERE) -m bench

screenshots: ready-dev $(COMPILED)
	@exec $(PYTHON_HERE) -m scripts.screenshots

demo: ready $(COMPILED)
	@exec $(FLASK) demo reload

translations: ready-dev
	@$(PYTHON_HERE) -m scripts.translations

format: ready-dev
	$(PYTHON_HERE) -m ruff check --fix --quiet .
	$(PYTHON_HERE) -m ruff format .

requirements: ready-dev
	$(PIN) --output-file requirements.txt requirements.in
	$(PIN) --output-file requirements-dev.txt requirements-dev.in
