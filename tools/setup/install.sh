#!/bin/sh
# Install hashed lock files into the virtual environment: by uv (quick), else by pip (always there).
# Usage: install.sh VENV LOCK...
set -eu
venv=$1
shift
python="$venv/bin/python"
here=$(dirname "$0")

[ -x "$python" ] || python3 -m venv "$venv"

requirements=""
for lock in "$@"; do requirements="$requirements -r $lock"; done

by_uv() {
  [ -x "$venv/bin/uv" ] || "$python" -m pip install -q --disable-pip-version-check --require-hashes -r "$here/uv.txt" || return 1
  # uv does not read pip's settings: hand it the index they name, if any.
  index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
  [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
  # shellcheck disable=SC2086
  UV_SYSTEM_CERTS=1 "$venv/bin/uv" pip install -q --python "$python" --require-hashes $requirements
}

if ! by_uv; then
  echo "uv could not install the packages; trying pip" >&2
  # shellcheck disable=SC2086
  "$python" -m pip install -q --disable-pip-version-check --require-hashes $requirements
fi
