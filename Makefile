# Thin: every target is one call of src/course_utils/bootstrap.py, which sets up .venv by itself.
# On Windows, or without make: python src/course_utils/bootstrap.py book
PYTHON ?= python3
RUN = @$(PYTHON) src/course_utils/bootstrap.py

.PHONY: help book pdf epub test lab bench offline lock clean

help:
	@echo "make book    build the site; prints where it lies"
	@echo "make pdf     print the whole course to one PDF (needs Chromium, Chrome or Edge)"
	@echo "make epub    write the whole course as one ePub"
	@echo "make lab     open the labs in JupyterLab"
	@echo "make test    check data and code, run every test and every notebook"
	@echo "make bench   measure what is promised to be fast"
	@echo "make offline build the site and one zip of it, the student folder and all packages"
	@echo "make lock    compile both locks from pyproject.toml (UPGRADE=1: take newer versions)"
	@echo "make clean   remove what the commands built, but not .venv"
	@echo "PYTHON=python3.12 picks the Python; 3.11 or newer"

book pdf epub test lab bench offline:
	$(RUN) $@

lock:
	$(RUN) lock $(if $(UPGRADE),--upgrade)

clean:
	rm -rf _build .pytest_cache .ruff_cache .mypy_cache .coverage .hypothesis .benchmarks
