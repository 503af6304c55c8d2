# Shortcuts; everything here is a command that can be typed.
.PHONY: check test generated picture bench

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
