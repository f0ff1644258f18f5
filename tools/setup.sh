#!/bin/sh
# Make the environment of a checkout from a bare machine: a Python of 3.11 or later (or uv), a folder .venv, and Pango.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"; return
        fi
    done
}

can_apt() { command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; }

apt_install() {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

make_venv() {
    [ -x .venv/bin/python ] && return
    python=$(find_python)
    if [ -z "$python" ] && command -v uv >/dev/null 2>&1; then uv venv --quiet --seed --python 3.12 .venv; return; fi
    if [ -z "$python" ]; then echo "grantcli needs Python 3.11 or later (or uv): https://www.python.org/downloads/" >&2; exit 1; fi
    "$python" -m venv .venv 2>/dev/null && return
    rm -rf .venv
    if command -v uv >/dev/null 2>&1; then uv venv --quiet --seed .venv; return; fi
    if can_apt; then apt_install python3-venv && "$python" -m venv .venv && return; fi
    echo "This Python cannot make environments. Type: sudo apt-get install python3-venv" >&2; exit 1
}

# Without the subsetter of HarfBuzz papers are drawn all the same, and take a fifth longer.
has_subsetter() { .venv/bin/python -c 'from ctypes.util import find_library as f; raise SystemExit(f("harfbuzz-subset") is None)'; }

need_pango() {
    .venv/bin/python -c 'import weasyprint' 2>/dev/null && has_subsetter && return
    if can_apt; then apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 || true; fi
    .venv/bin/python -c 'import weasyprint' 2>/dev/null && return
    case "$(uname -s)" in
        Darwin) echo "PDFs need Pango. Type: brew install pango" >&2 ;;
        *) echo "PDFs need Pango. Type: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2 ;;
    esac
    exit 1
}

echo "Preparing .venv (a minute or so the first time)…" >&2
make_venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[xlsx]' --group dev
need_pango
touch .venv/ready
