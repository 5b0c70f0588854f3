# The menu. Everything here also works without make: see README.md and CONTRIBUTING.md.

BIN := .venv/bin

.PHONY: help run test check format diagrams bench pins

help: ## Show this menu
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

run: ## Set up and run Folkmoot with its demonstration areas
	python3 bootstrap.py run

test: ## Set up and run every test, with the coverage gate
	python3 bootstrap.py test

check: ## The house rules alone: lint, types, layers, sizes
	$(BIN)/python -m pytest tests/house

format: ## Format the Python files and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

diagrams: ## Check the shipped diagrams, forms and clocks
	$(BIN)/folkmoot diagrams check

bench: ## Measure the speed; prints JSON
	python3 bootstrap.py bench

pins: ## Make both lists of pinned packages again from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -o service/constraints.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --all-extras \
		--no-emit-index-url --no-annotate --no-header -c service/constraints.txt -o service/constraints-test.txt
