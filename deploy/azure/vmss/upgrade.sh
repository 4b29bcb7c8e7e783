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
        --group) group="${2:?}"; arguments+=("$1" "$2"); shift 2 ;;
        *) arguments+=("$1"); shift ;;
    esac
done
[ -n "$group" ] || { echo "vmss/upgrade.sh: --group is missing" >&2; exit 2; }
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# What runs now is noted first: rollback.sh goes back to it.
if az vmss show --resource-group "$group" --name "$name-machines" --output none 2> /dev/null; then
    previous="$(az deployment group show --resource-group "$group" --name gait-vmss --output json \
        --query '{packageUrl: properties.parameters.packageUrl.value, packageSha256: properties.parameters.packageSha256.value, version: properties.parameters.version.value}')"
    az group update --name "$group" --output none \
        --set "tags.gaitPreviousUrl=$(jq -r .packageUrl <<< "$previous")" \
        "tags.gaitPreviousSha256=$(jq -r .packageSha256 <<< "$previous")" \
        "tags.gaitPreviousVersion=$(jq -r .version <<< "$previous")"
fi

"$here/deploy.sh" "${arguments[@]}"

state="RollingForward"
while [ "$state" = "RollingForward" ]; do
    sleep 15
    progress="$(az vmss rolling-upgrade get-latest --resource-group "$group" --name "$name-machines" --output json)"
    state="$(jq -r '.runningStatus.code' <<< "$progress")"
    jq -r '"\(.runningStatus.code): \(.progress.successfulInstanceCount) done, \(.progress.inProgressInstanceCount) on the way, \(.progress.pendingInstanceCount) to come, \(.progress.failedInstanceCount) failed"' <<< "$progress"
done
[ "$state" = "Completed" ] || { echo "The rolling upgrade ended as $state; see rollback.sh" >&2; exit 1; }

# A machine reads its custom data at its first start only, so a worker has to be made anew. What it does not finish, another takes up.
if az vmss show --resource-group "$group" --name "$name-workers" --output none 2> /dev/null; then
    for instance in $(az vmss list-instances --resource-group "$group" --name "$name-workers" --query '[].instanceId' --output tsv); do
        az vmss update-instances --resource-group "$group" --name "$name-workers" --instance-ids "$instance" --output none
        az vmss reimage --resource-group "$group" --name "$name-workers" --instance-ids "$instance" --output none
    done
fi
