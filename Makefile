# The Python that makes .venv and the port of the author's server can be chosen:
# make serve PYTHON=python3.12 PORT=8001
PYTHON = $(shell command -v python3 || command -v python3.13 || command -v python3.12 || \
	command -v python3.11 || echo python3)
PORT = 8000
BIN = .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

# The theme's advertisement of its own successor.
export NO_MKDOCS_2_WARNING = 1

serve: install
	@$(BIN)/python -m explainer serve --port $(PORT)

test: lint
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: install
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/node node_modules/@biomejs/biome/bin/biome ci --error-on-warnings

check: install
	@$(BIN)/python -m explainer check $(PAGE)

reread: install
	@$(BIN)/python -m explainer reread $(PAGE)

comments: install
	@$(BIN)/python -m explainer comments

build: install
	@$(BIN)/python -m explainer build

bless mutate lock: install
	@$(BIN)/python -m explainer $@

test comments: MORE = comments
install:
	@$(PYTHON) scripts/install.py $(MORE)

.PHONY: serve test lint check reread comments build bless mutate lock install
