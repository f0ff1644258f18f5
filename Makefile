# The only door: what can be done here, and all that CI runs.
.DEFAULT_GOAL := help
BIN := .venv/bin
EXAMPLE := calls/marche-transizione-digitale-2022/example/domanda.yaml

.PHONY: help run test fuzz kills laws slow lint format calls golden messages pages bench dist check clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh

run: .venv/ready ## evaluate the sample application and write its dossier to out/
	@$(BIN)/grantcli evaluate $(EXAMPLE)
	@$(BIN)/grantcli dossier $(EXAMPLE) -o out
	@echo "Ora: $(BIN)/grantcli ask marche-transizione-digitale-2022 -o domanda.yaml"

test: .venv/ready ## run the tests, with the coverage of the rooms that judge, compute and read
	@$(BIN)/python -m pytest -n 2 -m 'not slow' --cov --cov-report= $(ARGS)
	@$(BIN)/coverage report --include='src/grantcli/engine/*,src/grantcli/law/*,src/grantcli/loading/*' --fail-under=95 --skip-covered

fuzz: .venv/ready ## feed the readers a hundred thousand bitten files, by a seed
	@FUZZ=100000 $(BIN)/python -m pytest -n 2 -m slow tests/hostile/test_fuzz.py $(ARGS)

kills: .venv/ready ## kill batches, dossiers, imports and interviews a thousand times: nothing may be lost
	@KILLS=1000 $(BIN)/python -m pytest -n 2 -m slow tests/hostile/test_kills.py $(ARGS)

laws: .venv/ready ## hold the long laws of money on ten thousand plans each (a quarter of an hour on two free cores)
	@LAWS=all $(BIN)/python -m pytest -n 2 -m slow tests/engine $(ARGS)

slow: .venv/ready ## run the tests that take long: laws on many examples, kills, papers (untraced, so twice as fast)
	@LAWS=long $(BIN)/python -m pytest -n 2 -m 'slow or law' $(ARGS)

lint: .venv/ready ## style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: .venv/ready ## write the source in the house's format
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

calls: .venv/ready ## check all shipped calls and run their cases
	@$(BIN)/grantcli calls check
	@$(BIN)/grantcli calls test

golden: .venv/ready ## write the golden files again, to be read in the diff
	@GOLDEN=1 $(BIN)/python -m pytest -q tests

messages: .venv/ready ## gather the messages and compile the catalogs
	@$(BIN)/python tools/messages.py

pages: .venv/ready ## write the pages of the docs that are made from the code
	@$(BIN)/python tools/pages.py

bench: .venv/ready ## measure ratios in one run, as docs/performance.md tells
	@$(BIN)/python -m tools.bench

dist: .venv/ready ## build the wheel, install it in a clean environment, and use it there
	@sh tools/dist.sh

check: lint test slow calls dist ## all that a change must pass (the longest are apart: make laws, make fuzz, make kills)

clean: ## remove what was made, but not your files
	rm -rf .venv dist out build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
