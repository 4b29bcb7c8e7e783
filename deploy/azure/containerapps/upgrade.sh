#!/usr/bin/env bash
# Brings Container Apps to another version: the gateway's new revision starts beside the one that serves, is asked whether it is
# ready, and takes over step by step. The services behind change first, each without a gap.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: containerapps/upgrade.sh --group GROUP --secrets FOLDER [--name NAME] [--steps "10 50 100"] [--pause SECONDS] version=VERSION [KEY=VALUE ...]

Steps are the percentages that the new revision takes, one after the other; after each pause its answers are looked at.
Ends with 1, and with all requests on the former revision, if the new one is not ready. At 100 % the former one is kept, to go back
to, and older ones are ended.
Needs the az extension containerapp.
TEXT
    exit 0
fi

name="gait" group="" steps="10 50 100" pause=60
arguments=()
while [ $# -gt 0 ]; do
    case "$1" in
        --group) group="${2:?}"; arguments+=("$1" "$2"); shift 2 ;;
        --name) name="${2:?}"; arguments+=("name=$2"); shift 2 ;;
        --steps) steps="${2:?}"; shift 2 ;;
        --pause) pause="${2:?}"; shift 2 ;;
        *) arguments+=("$1"); shift ;;
    esac
done
[ -n "$group" ] || { echo "containerapps/upgrade.sh: --group is missing" >&2; exit 2; }
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
app="$name-gateway"

# The revision that takes most requests now stays until the end.
stable="$(az containerapp revision list --resource-group "$group" --name "$app" --output json |
    jq -r 'map(select(.properties.active)) | sort_by(.properties.trafficWeight) | last.name // empty')"
[ -n "$stable" ] || { echo "containerapps/upgrade.sh: $app has no revision yet; use deploy.sh" >&2; exit 1; }

"$here/../deploy.sh" containerapps "${arguments[@]}" "stableRevision=${stable#"$app"--}" candidateRevision= candidateWeight=0

# The latest that was made, which need not be ready.
candidate="$(az containerapp show --resource-group "$group" --name "$app" --query properties.latestRevisionName --output tsv)"
if [ "$candidate" = "$stable" ]; then
    echo "Nothing about the gateway changed."
    exec "$here/traffic.sh" --group "$group" --name "$name" --show
fi
# A label gives a revision an address of its own, whatever its share.
az containerapp revision label add --resource-group "$group" --name "$app" --label candidate --revision "$candidate" --yes --output none
host="$(az containerapp show --resource-group "$group" --name "$app" --query properties.configuration.ingress.fqdn --output tsv)"
own="${host/$app./$app---candidate.}"

healthy() {
    local state
    state="$(az containerapp revision show --resource-group "$group" --name "$app" --revision "$candidate" \
        --query properties.healthState --output tsv)"
    [ "$state" = "Healthy" ] && curl -fsS --max-time 10 "https://$own/health/ready" > /dev/null
}

for attempt in $(seq 1 30); do
    if healthy; then break; fi
    if [ "$attempt" -eq 30 ]; then
        echo "$candidate is not ready after five minutes; it has taken no request" >&2
        "$here/rollback.sh" --group "$group" --name "$name"
        exit 1
    fi
    sleep 10
done
share=0
for share in $steps; do
    az containerapp ingress traffic set --resource-group "$group" --name "$app" --output none \
        --label-weight "stable=$((100 - share))" "candidate=$share"
    echo "$candidate takes $share %"
    sleep "$pause"
    if ! healthy; then
        echo "$candidate is not ready any more" >&2
        "$here/rollback.sh" --group "$group" --name "$name"
        exit 1
    fi
done
[ "$share" = "100" ] || exit 0

# The former one stays, to go back to. Each that runs holds replicas, connections and money: those before it end.
az containerapp revision list --resource-group "$group" --name "$app" --output json |
    jq -r --arg stable "$stable" --arg candidate "$candidate" \
        '.[] | select(.properties.active) | .name | select(. != $stable and . != $candidate)' |
    while read -r former; do
        az containerapp revision deactivate --resource-group "$group" --name "$app" --revision "$former" --output none \
            < /dev/null
        echo "$former has ended"
    done
