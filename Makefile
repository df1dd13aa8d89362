# `make help` lists what there is. Everything is installed into .venv from requirements/*.txt.

PORT ?= 8000
WORKERS ?= 2
# The first Python here that is new enough; `make PYTHON=/path/to/python3.12` takes another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; done; echo python3)

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# The locks are complete: installed without resolving, nothing is asked that was released since. `pip check` proves it.
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --require-hashes --no-deps

IS_EMBEDDED := DJANGO_SETTINGS_MODULE=newsroom.settings $(BIN)/python -c \
	'from django.conf import settings; raise SystemExit(settings.DATABASES["default"]["ENGINE"] != "newsroom.postgres")'

.PHONY: help setup run stop test check messages lock picture icons screenshots format free-port

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

setup: $(VENV)/installed-base.stamp  ## install what Newsroom needs into .venv; does nothing when nothing changed

run: free-port setup  ## serve Newsroom on http://127.0.0.1:8000/ (PORT=9000 for another)
	@$(MANAGE) migrate --verbosity 0
	@if $(IS_EMBEDDED); then \
		$(MANAGE) import_seeds || echo "Not all of seeds/ went in; the lines above say why." >&2; \
	else \
		echo "DATABASE_URL is set: seeds/ is not imported there, for what was once published can't be deleted."; fi
	@$(MANAGE) make_demo_editor --port $(PORT)
	@echo "Ctrl-C ends the server; an embedded database stays, make stop ends it too."
	@DEBUG=$${DEBUG:-off} $(MANAGE) runserver --skip-checks 127.0.0.1:$(PORT)

stop: setup  ## stop the embedded PostgreSQL
	@$(MANAGE) stop_database

test: $(VENV)/installed-dev.stamp  ## run all tests, in a real browser too (WORKERS=4 for more at once)
	@$(BIN)/python -m tests.browser.chromium >/dev/null
	@$(BIN)/pytest -n $(WORKERS) --cov --cov-report=term

walk: $(VENV)/installed-dev.stamp  ## let a newsroom do random acts, and look at what readers see (WALK_SECONDS=600)
	@WALK_SECONDS=$${WALK_SECONDS:-600} $(BIN)/pytest --quiet --show-capture=no tests/walk/test_walk.py

check: $(VENV)/installed-dev.stamp  ## check form, faults, types, who imports whom, templates, translations, migrations
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy newsroom articles claims manage.py
	@$(BIN)/lint-imports
	@$(BIN)/djlint --check --lint templates
	@$(MANAGE) validate_templates
	@DATABASE_URL=postgres://127.0.0.1:1/none $(MANAGE) messages --check
	@# Whether models and migrations agree stands in the code: no server is asked, so none need run.
	@DATABASE_URL=postgres://127.0.0.1:1/none $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

messages: $(VENV)/installed-dev.stamp  ## bring the catalogues under locale/ up to date; says what is to be translated
	@DATABASE_URL=postgres://127.0.0.1:1/none $(MANAGE) messages

picture: setup  ## draw docs/data-model.svg anew from the models (needs Graphviz)
	@$(MANAGE) graph_models articles claims --hide-edge-labels --theme django2018 --rankdir LR --no-inheritance \
		--exclude-models '*Event,AbstractBaseUser,AbstractUser,TimeStampedModel,Stretch,StretchOfQuote,Gated,User,Context,*Listing,ActorTally,ChangeCount' \
		--exclude-columns created,modified --dot | grep -v '// Created' | dot -Tsvg -o docs/data-model.svg

icons: $(VENV)/installed-dev.stamp  ## draw the icons that are no SVG anew
	@$(BIN)/pytest --quiet tests/browser/icons.py

screenshots: $(VENV)/installed-dev.stamp  ## take the pictures in docs/screenshots/ anew
	@$(BIN)/pytest --quiet tests/browser/screenshots.py

format: $(VENV)/installed-dev.stamp  ## bring code and templates into form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/djlint --quiet --reformat templates

lock: $(VENV)/installed-dev.stamp  ## make requirements/*.txt anew from requirements/*.in (UPGRADE=--upgrade takes new releases)
	@cd requirements && for name in base dev; do \
		../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) $$name.in --output-file $$name.txt || exit 1; \
	done

# Before anything is installed: what would stop it later.
define CHECK_PYTHON
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Newsroom needs Python 3.11 or newer; $(PYTHON) is: $$($(PYTHON) --version 2>&1 | head -1)" >&2; \
	echo "Name another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
endef

free-port:
	$(CHECK_PYTHON)
	@$(PYTHON) -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null || \
		{ echo "Port $(PORT) cannot be used, something else may be on it. Choose another: make run PORT=9000" >&2; exit 1; }

$(BIN)/python:
	$(CHECK_PYTHON)
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/installed-base.stamp: requirements/base.txt $(BIN)/python
	@echo "Installing requirements/base.txt …"
	@$(INSTALL) --requirement requirements/base.txt
	@$(PIP) check --quiet
	@touch $@

$(VENV)/installed-dev.stamp: requirements/dev.txt $(VENV)/installed-base.stamp
	@echo "Installing requirements/dev.txt …"
	@$(INSTALL) --requirement requirements/dev.txt
	@$(PIP) check --quiet
	@touch $@
