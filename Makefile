# Two commands on a fresh machine: `make demo` and `make test`. See README.md.
PYTHON := .venv/bin/python
BIN := .venv/bin
SERVE ?= 1
# Workers of pytest.
N ?= 2
export SERVE

.PHONY: aide demo test lint essais abuse bench verrou vendor format arret

aide: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / : /'

demo: ## install, load the demonstration data, make the bilans, serve until Ctrl-C (SERVE=0: stop after)
	@python3 scripts/installer.py demo
	@$(PYTHON) scripts/demo.py

test: ## install what the tests need, check, run all the tests
	@python3 scripts/installer.py essais
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory essais

lint: ## format, lint, templates, import layers, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/mypy

essais: ## the tests alone (N=4: four workers; a part of them: pytest tests/cases/entretiens)
	$(BIN)/pytest -n $(N) -m "not abus"

abuse: ## the long tests: faults, abuse, the other demonstrations, a thousand examples of every rule
	@python3 scripts/installer.py essais
	$(BIN)/pytest -n $(N) -m "abus or hypothesis" --hypothesis-profile=abus

bench: ## times of the figures and of the PDF against the bare tools
	@python3 scripts/installer.py demo
	$(PYTHON) bench/mesurer.py

verrou: ## recompute the hashed requirements
	for nom in base embarque dev; do \
	  uv pip compile --quiet --generate-hashes --python-version 3.11 --no-header --no-annotate \
	    requirements/$$nom.in -o requirements/$$nom.txt || exit 1; \
	done

vendor: ## copy the front-end files of package.json into static/vendor (needs npm; the copies are committed)
	npm ci --ignore-scripts
	$(PYTHON) scripts/vendor.py

format: ## rewrite the code in the common format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

arret: ## stop the embedded servers
	$(PYTHON) manage.py serveurs arreter
