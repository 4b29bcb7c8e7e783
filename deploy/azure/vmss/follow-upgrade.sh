#!/usr/bin/env bash
# Follows the rolling upgrade of the machines to its end, makes spot workers anew, and notes the version that now runs.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/follow-upgrade.sh [--name NAME] --group GROUP [--every SECONDS]

upgrade.sh and rollback.sh end with it; by itself it goes on where one of them was cut off. Ends with 0 once every machine and
every worker has the version that was deployed last, with 1 if the upgrade stopped before. Needs az 2.50 or newer.
TEXT
    exit 0
fi

name="gait" group="" every=15
while [ $# -gt 0 ]; do
    case "$1" in
        --name) name="${2:?}"; shift 2 ;;
        --group) group="${2:?}"; shift 2 ;;
        --every) every="${2:?}"; shift 2 ;;
        *) echo "vmss/follow-upgrade.sh: what is $1?" >&2; exit 2 ;;
    esac
done
[ -n "$group" ] || { echo "vmss/follow-upgrade.sh: --group is missing" >&2; exit 2; }
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Instances that do not have what was deployed last.
behind() {
    az vmss list-instances --resource-group "$group" --name "$1" --query '[?!latestModelApplied].instanceId' --output tsv
}

# After a deployment Azure may for a while tell how the upgrade before ended: what is neither on its way nor done is believed once
# an upgrade was seen on its way, or has been told twelve times.
seen="" patience=12
while true; do
    # Where there never was a rolling upgrade, there is none to be asked for.
    progress="$(az vmss rolling-upgrade get-latest --resource-group "$group" --name "$name-machines" --output json)" || progress='{}'
    state="$(jq -r '.runningStatus.code // "None"' <<< "$progress")"
    waiting="$(behind "$name-machines" | wc -w)"
    jq -r --arg state "$state" --arg waiting "$waiting" \
        '"\($state): \($waiting) to go, \(.progress.successfulInstanceCount // 0) done, \(.progress.failedInstanceCount // 0) failed"' \
        <<< "$progress"
    if [ "$state" = "RollingForward" ]; then
        seen="yes"
    elif [ "$waiting" -eq 0 ]; then
        break
    elif [ "$state" != "Completed" ] && [ -n "$seen" ]; then
        patience=0
    else
        patience=$((patience - 1))
    fi
    if [ "$patience" -le 0 ]; then
        echo "The rolling upgrade ended as $state with $waiting machines on another version; see rollback.sh" >&2
        exit 1
    fi
    sleep "$every"
done

# A machine reads its custom data at its first start only, so a worker has to be made anew. What it does not finish, another takes up.
if az vmss show --resource-group "$group" --name "$name-workers" --output none 2> /dev/null; then
    workers="$(behind "$name-workers")"
    for instance in $workers; do
        echo "worker $instance"
        az vmss update-instances --resource-group "$group" --name "$name-workers" --instance-ids "$instance" --output none
        az vmss reimage --resource-group "$group" --name "$name-workers" --instance-ids "$instance" --output none
    done
fi

"$here/versions.sh" --group "$group" note
