# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help install run dashboard pipeline demo test check browser office format bench lock clean

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
READY := .venv/.installed
export GX_ANALYTICS_ENABLED := false

help: ## List the verbs
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(READY) ## Make .venv from the lock file, with `certiscope` in its bin

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { echo "Certiscope needs Python 3.11 to 3.14; $$($(PYTHON) --version) was found. Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

run: install ## Demonstration portfolio if data/raw is empty, then the pipeline, then the dashboard
	@$(BIN)/certiscope demo --if-empty
	@$(BIN)/certiscope run
	@$(BIN)/certiscope dashboard --port $(PORT)

pipeline: install ## Read what is new in data/raw, validate, score, publish
	@$(BIN)/certiscope run

demo: install ## Write the demonstration portfolio into data/raw/demo
	@$(BIN)/certiscope demo

dashboard: install ## Serve the dashboard on localhost
	@$(BIN)/certiscope dashboard --port $(PORT)

check: install ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: ## Find a Chromium for the browser tests, or install Debian's
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
	  || { command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "The browser tests need Chromium, and it could not be installed here. Install it (Debian: sudo apt-get install chromium), then run make test again." >&2; exit 1; }

office: ## Find LibreOffice for the tests of the templates, or install Debian's Calc
	@command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1 \
	  || { command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null; } \
	  || { echo "The tests of the templates need LibreOffice, and it could not be installed here. Install it (Debian: sudo apt-get install libreoffice-calc), then run make test again." >&2; exit 1; }

test: check browser office ## Lint, types and every test, in a real browser and in LibreOffice too
	$(BIN)/pytest -n 2 --dist loadfile

format: install ## Rewrite the code in the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## Speed against the script a user would write
	$(BIN)/python -m benchmarks.compare

lock: ## Resolve the dependencies again (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean: ## Remove what can be rebuilt: the environment, caches, data/processed except the audit log
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find data/processed -mindepth 1 -maxdepth 1 ! -name audit.jsonl ! -name .gitkeep -exec rm -rf {} +
