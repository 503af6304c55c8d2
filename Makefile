# Shortcuts; everything here is a command that can be typed.
.PHONY: check test generated picture bench conformance

check: test
	ruff check
	ruff format --check
	mypy
	lint-imports

test:
	pytest

generated:
	for spec in specs/*.yaml; do integen generate --spec $$spec; done

picture:
	python docs/picture.py

bench:
	bench/run

# Judges that others wrote; what they need is said at the top of each, their scores in docs/wire-conformance.md.
conformance:
	bench/mcp-conformance
	PYTHONPATH=src python bench/autorest --write
	bench/openapi-core-judge --write
