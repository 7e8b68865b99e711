# Thin on purpose: the work is in packaging/ and in the package itself. `make help` lists everything.
SHELL := bash
PY := .venv/bin/python
INKLING := .venv/bin/inkling
.DEFAULT_GOAL := help
.PHONY: help setup models run demo test check format bench eval eval-floor eval-recall fit prove wheel record clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

setup: ## make .venv and install everything (quick when nothing changed)
	@packaging/setup.sh

models: setup ## download the default models (about 180 MB, checked, kept in your cache)
	@$(INKLING) models pull 1>&2

run: setup ## set everything up, then start Inkling (or the demo where there is no display)
	@packaging/run.sh

demo: models ## replay the sample day into a temporary home and show what was learned
	@$(INKLING) demo

test: setup ## set everything up, then run all checks and all tests
	@packaging/debian-packages.sh || true
	@$(MAKE) --no-print-directory models check
	@$(PY) -m pytest $(ARGS)

check: setup ## lint, formatting, types and the import contract
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

format: setup ## let ruff format and fix what it can
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: models ## measure speed and memory: JSON on stdout, a table on stderr
	@$(PY) -m tests.bench

eval: models ## score the beliefs of recorded days: make eval [DAYS="dir dir"] [MIND=name] [HOW=--together]
	@$(PY) -m tests.evaluate $(DAYS) $(addprefix --mind=,$(MIND)) $(HOW)

eval-floor: models ## set the floor anew below which what a small part of two days teaches must not fall
	@$(PY) -m tests.regression

eval-recall: models ## score search on a data set: make eval-recall DATA=file
	@$(PY) -m tests.eval_recall $(DATA)

fit: models ## fit the weights of confidence on the recorded days: make fit [DAYS="dir dir"]
	@$(PY) -m tests.fitting $(DAYS)

prove: models ## the long proofs: kills, restarts, the same days ten times
	@$(PY) -m tests.prove

wheel: setup ## build the wheel into dist/
	@$(PY) -m build --wheel --no-isolation

record: setup ## record a day again: make record DAY=name (needs packaging/debian-packages.sh --record)
	@$(PY) packaging/record $(DAY)

clean: ## remove what was built; downloaded models stay in your cache
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .setup.lock
