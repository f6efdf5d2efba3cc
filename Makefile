# make night   installs what is missing, builds, and runs scenarios/one-night.yaml, with a page to look at
# make test    installs what is missing, builds, and passes the tests
# make science installs what is missing, builds, and passes the long tests: every scenario at full size, papers, ablations
# make lint    checks the formatting
# make bench   times the engine (and its NumPy twin, where numpy is installed)

SWIFT ?= swift
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
BUILD := .build/release

.PHONY: night test science build depend lint bench

night: build
	@$(BUILD)/engram run scenarios/one-night.yaml --html; code=$$?; [ $$code -le 1 ] || exit $$code

test: depend
	$(SWIFT) build -c release --build-tests
	$(SWIFT) test -c release --skip-build --skip ScienceTests

science: depend
	$(SWIFT) build -c release --build-tests
	$(SWIFT) test -c release --skip-build --filter ScienceTests

build: depend
	$(SWIFT) build -c release --product engram

# GSL is the one library that is not a Swift package.
depend:
	@command -v $(SWIFT) > /dev/null || { echo "engram needs a Swift 6 toolchain: https://www.swift.org/install"; exit 1; }
	@if ! pkg-config --exists gsl 2> /dev/null; then \
	  echo "installing GSL"; \
	  if command -v apt-get > /dev/null; then \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libgsl-dev pkg-config > /dev/null; \
	  elif command -v brew > /dev/null; then brew install gsl pkg-config; \
	  else echo "please install GSL with its headers, and pkg-config"; exit 1; fi; \
	fi

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

bench: depend
	$(SWIFT) build -c release --product EngramBenchmark
	Benchmarks/compare.sh
