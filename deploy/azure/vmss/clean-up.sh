#!/usr/bin/env bash
# Takes away what costs by the hour and can be made again, and proves that nothing of it is left.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: vmss/clean-up.sh [--name NAME] --group GROUP --yes [--with-data]

Removes autoscale settings, alerts, scale sets, load balancer, NAT gateway, public addresses, network and its rules.
--with-data  also Redis, SQL, the store of videos, the vault and the logs: for good (the vault for 90 days).
--yes        without it, only says what would go
TEXT
}

name="gait" group="" sure="" data=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --name) name="${2:?}"; shift 2 ;;
        --group) group="${2:?}"; shift 2 ;;
        --yes) sure="yes"; shift ;;
        --with-data) data="yes"; shift ;;
        *) echo "clean-up.sh: what is $1?" >&2; exit 2 ;;
    esac
done
[ -n "$group" ] || { usage >&2; exit 2; }

parts=(machines)
[ -z "$data" ] || parts+=(data)

# Ids and types of what is tagged as a part of this installation.
tagged() {
    az resource list --resource-group "$group" --output json \
        --query "[?tags.suite=='gait' && tags.installation=='$name' && tags.part=='$1'].{id: id, type: type}"
}

if [ -z "$sure" ]; then
    for part in "${parts[@]}"; do tagged "$part" | jq -r '.[].id'; done
    echo "Nothing was removed; --yes removes these." >&2
    exit 0
fi

# What leans on something goes before it.
order=(
    Microsoft.Insights/autoscalesettings
    Microsoft.Insights/metricAlerts
    Microsoft.Compute/virtualMachineScaleSets
    Microsoft.Network/loadBalancers
    Microsoft.Network/virtualNetworks
    Microsoft.Network/natGateways
    Microsoft.Network/publicIPAddresses
    Microsoft.Network/networkSecurityGroups
)
remove() {
    local id="$1"
    echo "removing $id"
    # A child goes with its parent: gone is as good as removed.
    az resource delete --ids "$id" --output none || ! az resource show --ids "$id" --output none 2> /dev/null
}
for part in "${parts[@]}"; do
    for type in "${order[@]}"; do
        tagged "$part" | jq -r --arg type "$type" '.[] | select((.type | ascii_downcase) == ($type | ascii_downcase)) | .id' |
            while read -r id; do remove "$id"; done
    done
    tagged "$part" | jq -r '.[].id' | while read -r id; do remove "$id"; done
done

left=0
for part in "${parts[@]}"; do
    still="$(tagged "$part" | jq -r '.[].id')"
    if [ -n "$still" ]; then
        printf 'still there: %s\n' "$still" >&2
        left=1
    fi
done
# Tags may be missing on something made by hand: the kinds that cost are looked for by their names as well.
for listing in "vmss list" "network lb list" "network nat gateway list" "network public-ip list" "monitor autoscale list"; do
    # shellcheck disable=SC2086 # several words
    still="$(az $listing --resource-group "$group" --query "[?starts_with(name, '$name-')].name" --output tsv)"
    if [ -n "$still" ]; then
        printf 'still there (%s): %s\n' "$listing" "$still" >&2
        left=1
    fi
done
[ "$left" -eq 0 ] && echo "Nothing of $name is left in $group."
exit "$left"
