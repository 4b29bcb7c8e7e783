#!/usr/bin/env bash
# Brings the machines to another version without losing a request: new ones come, take requests, and old ones go, a fifth at a time.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/upgrade.sh [--name NAME] --group GROUP and all that vmss/deploy.sh wants

Deploys the new version, which starts a rolling upgrade of the scale set, follows it to its end, and makes spot workers anew one
by one. Ends with 1 if the upgrade stopped: machines that did not become healthy are put back, and rollback.sh returns to the
version before. Needs az 2.50 or newer.
TEXT
    exit 0
fi

name="gait" group=""
arguments=()
while [ $# -gt 0 ]; do
    case "$1" in
        --name) name="${2:?}"; arguments+=("name=$2"); shift 2 ;;
        name=*) name="${1#name=}"; arguments+=("$1"); shift ;;
        --group) group="${2:?}"; arguments+=("$1" "$2"); shift 2 ;;
        @*) inside="$(jq -r '.parameters.name.value // empty' "${1#@}")"; name="${inside:-$name}"; arguments+=("$1"); shift ;;
        *) arguments+=("$1"); shift ;;
    esac
done
[ -n "$group" ] || { echo "vmss/upgrade.sh: --group is missing" >&2; exit 2; }
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

"$here/versions.sh" --group "$group" begin
"$here/deploy.sh" "${arguments[@]}"
exec "$here/follow-upgrade.sh" --name "$name" --group "$group"
