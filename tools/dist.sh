#!/bin/sh
# Build the wheel, install it in an environment of its own, far from the checkout, and use it there.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd)
rm -rf dist
"$here/.venv/bin/python" -m build --wheel --outdir dist . >/dev/null
far=$(mktemp -d)
trap 'rm -rf "$far"' EXIT
"$here/.venv/bin/python" -m venv "$far/venv"
"$far/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$here"/dist/*.whl
cp calls/marche-transizione-digitale-2022/example/domanda.yaml "$far/"
cd "$far"
venv/bin/grantcli --version
venv/bin/grantcli calls test
venv/bin/grantcli dossier domanda.yaml -o paper
for paper in paper/*.pdf; do
    [ "$(head -c 5 "$paper")" = "%PDF-" ] || { echo "not a PDF: $paper" >&2; exit 1; }
done
