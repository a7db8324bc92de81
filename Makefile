# The project's commands: `make` lists them. Paths stay relative, for a checkout may lie under a path with spaces.
.DEFAULT_GOAL := help
SHELL := /bin/sh
WORKERS ?= 2
# Processes that may not keep compiled code start three times as slowly.
unexport PYTHONDONTWRITEBYTECODE

python := .venv/bin/python
# Any python3 can make the environment; it looks for one that the shop runs on.
bootstrap = @for p in "$$PYTHON" python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 && exec "$$p" -m kinsite.embedded.bootstrap $(1); \
	done; echo "Python 3.11, 3.12 or 3.13 is needed, and no python3 runs here." >&2; exit 1

.PHONY: help demo test lint proof bench faults mutants baseline styles screens lighthouse reset-demo clean install-demo install-dev messages

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: install-demo ## the whole shop on http://127.0.0.1:8000 (PORT= changes it), in the foreground
	@exec $(python) -m kinsite.embedded demo --end-with-parent

test: install-dev ## all tests; ARGS="-k refund" passes arguments on to pytest
	@$(python) -m kinsite.embedded.chromium
	@exec $(python) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: install-dev ## what the tests say about the code itself: style, layout, import directions
	@exec $(python) -m pytest tests/architecture $(ARGS)

proof: install-dev ## the tests that draw samples, with their full figures
	@exec $(python) -m pytest -n $(WORKERS) --dist worksteal -m proof --full $(ARGS)

bench: install-dev ## measure how long things take: a table here and JSON in .data/bench
	@exec $(python) -m pytest -n 0 -q -m bench $(ARGS)

faults: install-dev ## the faulty once, and what is concurrent REPEAT=50 times over; stops at the first failure
	@$(python) -m pytest -n $(WORKERS) --dist worksteal -m "fault or race" -q -x $(ARGS)
	@test $${REPEAT:-1} -lt 2 || exec $(python) -m pytest -n $(WORKERS) --dist worksteal -m race --count $$(($${REPEAT:-1} - 1)) -q -x $(ARGS)

mutants: install-dev ## plant a bug for each fault case in a copy; a survivor fails the run
	@exec $(python) -m tests.mutants $(ARGS)

baseline: install-dev ## record the schema dump for fresh databases, after migrations have changed
	@exec $(python) -m kinsite.embedded scratch $(python) -m kinsite.baseline record

styles: install-dev ## join the parts of the style sheet into the one file that pages load
	@$(python) -m kinsite.embedded run $(python) manage.py join_styles

messages: install-dev ## gather the texts that people read into kinsite/locale/, and compile them
	@$(python) -m kinsite.embedded run $(python) manage.py make_messages

screens: install-dev ## photograph each page of the running demo at 390, 768 and 1440 px into docs/screens
	@exec $(python) -m kinsite.embedded run $(python) -m tests.screens $(ARGS)

lighthouse: install-dev ## measure pages of the running demo (PORT= as it has), the median of RUNS=5; needs Node
	@exec $(python) -m tests.lighthouse

reset-demo: install-demo ## forget the demo's data, so that the next start makes it afresh
	@exec $(python) -m kinsite.embedded reset-demo

clean: ## remove what was installed and made: .venv, .data, caches
	@if [ -x $(python) ]; then $(python) -m kinsite.embedded reset-demo; fi
	@rm -rf .venv .data static_root .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

install-demo:
	$(call bootstrap,demo)

install-dev:
	$(call bootstrap,dev)
