#!/usr/bin/env bash
# Pages in a real browser: Chromium, its driver and the drawing library from the distribution's packages. Usage: browser.sh ENGRAM [SHOTS]
set -euo pipefail
engram=${1:-.build/release/engram}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
if ! [ -x /usr/bin/chromedriver ] || ! /usr/bin/python3 -c "import selenium" 2> /dev/null; then
  if ! command -v apt-get > /dev/null || ! { [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null; } \
    || ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium chromium-driver python3-selenium node-d3; } > /tmp/engram-apt.log 2>&1; then
    echo "browser: no Chromium can be installed here, pages were not opened in it"
    exit 0
  fi
fi
exec /usr/bin/python3 "$(dirname "$0")/browser.py" "$engram" ${2:+"$2"}
