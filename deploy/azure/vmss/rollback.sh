#!/usr/bin/env bash
# Goes back to the version that ran before the last upgrade, the same way: a rolling upgrade under load.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/rollback.sh [--name NAME] --group GROUP --secrets FOLDER --ssh-key FILE.pub [KEY=VALUE ...]

Takes the package that upgrade.sh noted on the resource group before it changed anything. Give the same KEY=VALUE as at the
deployment. A version may be taken back as long as its database changes are compatible; the release notes say so.
TEXT
    exit 0
fi

name="gait" group="" key=""
arguments=()
while [ $# -gt 0 ]; do
    case "$1" in
        --name) name="${2:?}"; shift 2 ;;
        --group) group="${2:?}"; shift 2 ;;
        --ssh-key) key="${2:?}"; shift 2 ;;
        *) arguments+=("$1"); shift ;;
    esac
done
if [ -z "$group" ] || [ -z "$key" ]; then
    echo "vmss/rollback.sh: --help says what is needed" >&2
    exit 2
fi
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

tags="$(az group show --name "$group" --query tags --output json)"
version="$(jq -r '.gaitPreviousVersion // empty' <<< "$tags")"
[ -n "$version" ] || { echo "vmss/rollback.sh: no version before this one is noted on $group" >&2; exit 1; }

# An upgrade that still rolls would undo this one.
az vmss rolling-upgrade cancel --resource-group "$group" --name "$name-machines" --output none 2> /dev/null || true

echo "Back to $version"
exec "$here/../deploy.sh" vmss --group "$group" "${arguments[@]}" "name=$name" "version=$version" \
    "packageUrl=$(jq -r .gaitPreviousUrl <<< "$tags")" \
    "packageSha256=$(jq -r .gaitPreviousSha256 <<< "$tags")" \
    "sshPublicKey=$(cat "$key")"
