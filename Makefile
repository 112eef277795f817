# Settings, each also an environment variable with the prefix IDIC_:
#   make build RAW=/data/raw DATABASE=/data/idic.duckdb AS_OF=2026-03-31
SETTINGS := RAW DATABASE AS_OF PUBLISHED ENGINE RAW_SCHEMA BASE_CURRENCY TIME_ZONE \
            BUSINESS_CUSTOMER MEMORY
$(foreach name,$(SETTINGS),$(if $($(name)),$(eval export IDIC_$(name) := $($(name)))))

PYTHON ?= python3
BIN := .venv/bin
SPARK := $(if $(filter spark,$(IDIC_ENGINE)),.venv/spark)
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --retries 5 --timeout 120 \
       --require-hashes
SQL := $(wildcard models analyses tests)

export DBT_PROFILES_DIR := .
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help build check demo bench test parity scale lint clean

help:  ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 8

build: .venv/main $(SPARK) $(if $(IDIC_RAW)$(IDIC_RAW_SCHEMA),,raw)  ## Refresh the warehouse and publish it (demo data when there is no raw folder)
	$(BIN)/python -m scripts.refresh

check: .venv/main $(SPARK)  ## Say what is in the raw folder and what a build would reject (CHECK=--json)
	@$(BIN)/python -m scripts.check $(CHECK)

raw: | .venv/main
	$(BIN)/python -m scripts.demo --raw raw

demo: .venv/main  ## Simulate a company into the folder raw (SIZE= customers, SEED=)
	$(BIN)/python -m scripts.demo --raw raw $(if $(SIZE),--customers $(SIZE)) $(if $(SEED),--seed $(SEED))

bench: .venv/bench  ## Measure builds beside floor and peers (SIZES=1000,10000, BENCH=--fresh)
	$(BIN)/python -m scripts.bench $(if $(SIZES),--customers $(SIZES)) $(BENCH)

test: lint .venv/spark  ## Lint, then run all tests but those of `parity` and `scale`
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile \
	  --no-loadscope-reorder

parity: .venv/dev .venv/spark  ## Compare both engines on a real company (IDIC_PUBLIC_DATA)
	$(BIN)/python -m pytest -m long tests/python/test_parity.py

scale: .venv/dev  ## Measure what is claimed at scale, beside lifetimes and Splink
	$(BIN)/python -m pytest -m long $(wildcard tests/python/test_*_at_scale.py)

lint: .venv/dev  ## Check style, types and the laws of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/yamllint --strict .
	$(BIN)/sqlfluff lint --disable-progress-bar $(SQL)
	$(BIN)/dbt --quiet parse
	COLUMNS=160 $(BIN)/dbt-bouncer --show-all-failures

clean:  ## Remove what builds made, their ledger too; never the raw data
	rm -rf target logs published .idic idic.duckdb idic.duckdb.wal dry.duckdb
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "idic needs Python 3.11, 3.12 or 3.13; name one with PYTHON=." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/main: requirements.txt | .venv/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/bench: requirements-bench.txt .venv/main
	$(PIP) -r requirements.txt -r requirements-bench.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/bench
	$(PIP) -r requirements.txt -r requirements-bench.txt -r requirements-dev.txt
	@touch $@

.venv/spark: requirements-spark.txt .venv/main
	$(PIP) -r requirements.txt -r requirements-spark.txt
	@touch $@
