# make demo | test | fast | style | types | serve | clean: each does what it needs first.
# A checkout needs git, make, Python 3.11 to 3.14 and, for the durable-rules engine, a C compiler.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
PYTHON ?= $(shell for p in python3.12 python3.13 python3.14 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& { echo $$p; break; }; done)

# The compiled form of Python files is kept, also where the surroundings forbid it (images of containers do): compiling
# them and rewriting the asserts of the tests anew would take longer than most runs of `make fast`.
export PYTHONDONTWRITEBYTECODE :=

# The files of the fast tests lie in memory where there is room: what they show does not depend on a disk.
MEMORY := $(shell [ -w /dev/shm ] && [ "$$(df -Pk /dev/shm | awk 'NR == 2 { print $$4 }')" -gt 2000000 ] && echo /dev/shm)

.PHONY: help demo serve test fast style types clean check-python

help:
	@echo "make demo          install, run the main job in the terminal, serve the web application (SERVE=0: do not serve)"
	@echo "make test          install what the tests need and run all of them"
	@echo "make fast          the tests that start no process and need no server: less than a minute"
	@echo "make style types   ruff, import layers; mypy"
	@echo "make clean         remove everything that was installed or made here"

check-python:
	@test -n "$(PYTHON)" || { echo "Neni needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module. Install one, e.g. 'apt install python3 python3-venv' or 'dnf install python3.12', and run make again."; exit 1; }

# What is installed depends on setup.cfg alone; a change there installs again.
$(VENV)/.run: setup.cfg pyproject.toml install.sh | check-python
	@./install.sh "$(PYTHON)" $(VENV) ""
	@touch $@

$(VENV)/.test: setup.cfg pyproject.toml install.sh | check-python
	@./install.sh "$(PYTHON)" $(VENV) "test"
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	@NENI_WORKSPACE=var/demo $(BIN)/neni demo --out out $(if $(filter 0,$(SERVE)),--no-serve)

serve: $(VENV)/.run
	@$(BIN)/neni init && $(BIN)/neni serve

test: $(VENV)/.test .build/typing/neni
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

fast: $(VENV)/.test
	@$(if $(MEMORY),TMPDIR=$(MEMORY) )$(BIN)/pytest -m "not slow" -o tmp_path_retention_policy=failed -n auto --dist loadfile --no-loadscope-reorder

style: $(VENV)/.test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: $(VENV)/.test .build/typing/neni
	@$(BIN)/mypy

# mypy reads neni.core from ./core: type checkers cannot follow the import hook of an editable install.
.build/typing/neni:
	@mkdir -p $@ && for d in core plugins webhooks; do ln -sfn ../../../$$d $@/$$d; done

clean:
	rm -rf $(VENV) .build build dist out var *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
