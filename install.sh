#!/bin/sh
# Installs this checkout, editable, into a virtual environment.  usage: install.sh PYTHON VENV EXTRAS
# uv is used where it is present (much quicker), else pip. durable-rules comes last and may fail: Neni runs without it.
set -eu
python=$1 venv=$2 extras=$3
log=$(mktemp)
trap 'rm -f "$log"' EXIT

if command -v uv >/dev/null 2>&1; then
    make_venv() { uv venv -q --allow-existing --python "$python" "$venv"; }
    install() { uv pip install -q --python "$venv/bin/python" "$@"; }
else
    make_venv() { "$python" -m venv "$venv"; }
    install() { "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@"; }
fi

say() { printf '%s\n' "$*"; }
quietly() { "$@" >"$log" 2>&1; }

[ -x "$venv/bin/python" ] || { say "Making $venv with $("$python" --version)…"; make_venv; }
say "Installing Neni and what it needs…"
quietly install -e ".${extras:+[$extras]}" || {
    cat "$log" >&2
    say "The installation failed (see above). It needs the package index pypi.org or a mirror set in pip's configuration." >&2
    exit 1
}

"$venv/bin/python" -c 'import durable.lang' 2>/dev/null && exit 0
# Its C source calls a function that Python 3.13 removed; the macro names the one that took its place.
compiler="${CC:-cc} -DPyEval_CallObject=PyObject_CallObject"
if CC=$compiler quietly install 'durable-rules==2.0.28' && "$venv/bin/python" -c 'import durable.lang' 2>/dev/null; then
    say "The durable-rules engine is built."
else
    say "The durable-rules engine could not be built (it needs a C compiler and Python's headers); Neni uses its own."
fi
