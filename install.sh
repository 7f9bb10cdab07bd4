#!/bin/sh
# Installs this checkout, editable, into a virtual environment.  usage: install.sh PYTHON VENV EXTRAS
# uv is used where it is present (much quicker) and works, else pip. durable-rules comes last and may fail: Neni runs
# without it.
set -eu
python=$1 venv=$2 extras=$3
log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() { printf '%s\n' "$*"; }
with_uv() { command -v uv >/dev/null 2>&1 && [ ! -x "$venv/bin/pip" ]; }
install() {
    if with_uv; then
        uv pip install -q --python "$venv/bin/python" "$@" >"$log" 2>&1
    else
        "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@" >"$log" 2>&1
    fi
}
make_venv() {
    say "Making $venv with $("$python" --version)…"
    if with_uv; then uv venv -q --clear --python "$python" "$venv"; else "$python" -m venv --clear "$venv"; fi
}
install_neni() { install -e ".${extras:+[$extras]}"; }

[ -x "$venv/bin/python" ] || make_venv
say "Installing Neni and what it needs…"
if ! install_neni; then
    if with_uv; then
        say "uv could not do it; trying pip…"
        "$python" -m venv --clear "$venv"
    fi
    install_neni || {
        cat "$log" >&2
        say "The installation failed (see above). It needs the package index pypi.org, or a mirror set in pip's configuration." >&2
        exit 1
    }
fi

"$venv/bin/python" -c 'import durable.lang' 2>/dev/null && exit 0
# Its C source calls a function that Python 3.13 removed; the macro names the one that took its place.
CC="${CC:-cc} -DPyEval_CallObject=PyObject_CallObject"
export CC
if install 'durable-rules==2.0.28' && "$venv/bin/python" -c 'import durable.lang' 2>/dev/null; then
    say "The durable-rules engine is built."
else
    say "The durable-rules engine could not be built (it needs a C compiler and Python's headers); Neni uses its own."
fi
