# The two that a new user needs: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 7860
# Processes that check types and run tests; a test process takes some 2 GB.
WORKERS ?= 2
BIN := $(VENV)/bin
# Plain `pip install` with constraints.txt: an unpinned torch pulls GPU packages.
INSTALL := $(BIN)/python -m pip install --quiet -c constraints.txt

.PHONY: run test test-engines test-tools check format clean

run: $(VENV)/.installed-all
	$(BIN)/newsquote index
	$(BIN)/python app.py --port $(PORT)

# Two at once: one installer waits for its network while the other unpacks.
test:
	$(MAKE) -j 2 test-tools $(VENV)/.installed-dev
	$(MAKE) check

# One after the other: apt-get lets one of itself run.
test-tools:
	sh scripts/install-test-browser
	sh scripts/install-test-axe
	sh scripts/install-test-postgres

# Every engine, a real Milvus server among them; MILVUS_URI=http://host:19530 adds your own.
test-engines: $(VENV)/.installed-dev
	sh scripts/install-test-milvus $(PYTHON) $(VENV)
	$(BIN)/pytest tests/engines tests/index/test_engines.py tests/index/milvus/test_address.py tests/index/milvus/test_filters.py

# The tests of one file share their server or browser, so they stay in one process.
check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy --num-workers $(WORKERS)
	$(BIN)/pytest -m "not server" --numprocesses $(WORKERS) --dist loadfile

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.installed-all: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -e '.[all]'
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -e '.[all,dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
