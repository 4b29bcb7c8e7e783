#!/usr/bin/env bash
# Goes back to the version that ran before the last upgrade, the same way: a rolling upgrade under load.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/rollback.sh [--name NAME] --group GROUP --secrets FOLDER --ssh-key FILE.pub [KEY=VALUE ...]

After an upgrade that stopped, goes back to the version that ran; after one that ended well, to the one before it. versions.sh shows
them. Machines and spot workers go back alike. Give the same KEY=VALUE as at the deployment. A version may be taken back as long as
its database changes are compatible; the release notes say so. Going back twice ends where it began.
TEXT
    exit 0
fi

name="gait" group="" key=""
arguments=()
while [ $# -gt 0 ]; do
    case "$1" in
        --name) name="${2:?}"; shift 2 ;;
        name=*) name="${1#name=}"; shift ;;
        --group) group="${2:?}"; shift 2 ;;
        --ssh-key) key="${2:?}"; shift 2 ;;
        @*) inside="$(jq -r '.parameters.name.value // empty' "${1#@}")"; name="${inside:-$name}"; arguments+=("$1"); shift ;;
        *) arguments+=("$1"); shift ;;
    esac
done
if [ -z "$group" ] || [ -z "$key" ]; then
    echo "vmss/rollback.sh: --help says what is needed" >&2
    exit 2
fi
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
public="$(cat "$key")"

back="$("$here/versions.sh" --group "$group" back)"
mapfile -t parameters <<< "$back"

# An upgrade that still rolls would undo this one.
az vmss rolling-upgrade cancel --resource-group "$group" --name "$name-machines" --output none 2> /dev/null || true

echo "Back: ${parameters[*]}"
"$here/../deploy.sh" vmss --group "$group" "${arguments[@]}" "name=$name" "${parameters[@]}" "sshPublicKey=$public"
exec "$here/follow-upgrade.sh" --name "$name" --group "$group"
