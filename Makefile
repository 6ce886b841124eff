# Every command sets up what it needs first; set-up is quick when nothing changed.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-long check lint format types architecture migrations evidence bench bench-intake bench-evidence lock
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install everything, build the pages' styles and scripts, prepare the database
	@dev/setup

run: setup  ## serve the demonstration case at http://localhost:8000 and say who can sign in
	@dev/run

demo: setup  ## take the demonstration case (or CASE=folder) from report to tracker; results in out/demo/
	@dev/demo $(CASE)

test: setup check  ## check, then run the tests with real services, on SQLite and on PostgreSQL
	@dev/test

test-long: setup  ## the slow tests too; figures go to out/
	@dev/test --long

check: setup lint types migrations architecture evidence  ## lint, format, types, migrations, architecture, the rules on evidence

lint:
	ruff check .
	ruff format --check .

types:
	mypy

migrations:
	DJANGO_SETTINGS_MODULE=tests.settings python manage.py makemigrations --check --dry-run

architecture:
	pytest -q tests/test_architecture.py

evidence:
	python -m dev.check_evidence_rules

format:  ## put the source into the house's layout
	ruff check --fix .
	ruff format .

bench: setup  ## the benchmarks, each beside its floor and its peer; results in out/bench/
	@dev/bench

bench-intake: setup  ## the front door and the crime desk alone; results in out/bench/intake.json
	@.venv/bin/python -m benchmarks.intake

bench-evidence: setup  ## what comes in as evidence alone; results in out/bench/evidence.json
	@.venv/bin/python -m benchmarks.evidence

lock: setup  ## write the Python lock files anew from requirements*.in
	@for name in requirements requirements-dev requirements-node; do \
		uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 $$name.in -o $$name.txt; done
