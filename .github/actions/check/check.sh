#!/usr/bin/env bash
# Installs the command into an environment of its own, and checks the paths; what does not agree becomes an annotation.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
environment=$(mktemp -d)
python3 -m venv "$environment"
if [ -n "${QUANTITIES_VERSION:-}" ]; then
    "$environment/bin/pip" install -q "quantities-text==$QUANTITIES_VERSION"
else
    HATCH_BUILD_NO_HOOKS=true "$environment/bin/pip" install -q "$here"  # compiling it takes longer than it would save
fi
# Both are lists of words; xargs splits them as a shell would, and runs nothing that stands in them.
mapfile -t -d '' words < <(printf '%s\n' "${QUANTITIES_ARGS:-} -- ${QUANTITIES_PATHS:-.}" | xargs printf '%s\0')
exec "$environment/bin/quantities" check --format github "${words[@]}"
