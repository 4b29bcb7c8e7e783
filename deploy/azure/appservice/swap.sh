#!/usr/bin/env bash
# Swaps the staging slot in, after it has shown that all its parts are there; swapped again, the former version is back.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: appservice/swap.sh --group GROUP --app APP [--back] [--stop-after SECONDS]

An upgrade: deploy.sh appservice … version=NEW stagingOnly=true, then this. --back is the same swap once more: what was in
production waits in the slot, and asks for no readiness since it may be the only way out.

The slot runs on the instances of production: it is started before a swap and stopped 600 s after one, if production is ready then.
--stop-after 0 leaves it running.
TEXT
    exit 0
fi

group="" app="" back="" settle=600
while [ $# -gt 0 ]; do
    case "$1" in
        --group) group="${2:?}"; shift 2 ;;
        --app) app="${2:?}"; shift 2 ;;
        --back) back="yes"; shift ;;
        --stop-after) settle="${2:?}"; shift 2 ;;
        *) echo "swap.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$group" ] || [ -z "$app" ]; then
    echo "swap.sh: --help says what is needed" >&2
    exit 2
fi
[[ "$settle" =~ ^[0-9]+$ ]] || { echo "swap.sh: $settle is no number of seconds" >&2; exit 2; }

az webapp start --resource-group "$group" --name "$app" --slot staging --output none
host="$(az webapp show --resource-group "$group" --name "$app" --slot staging --query defaultHostName --output tsv)"
if [ -z "$back" ]; then
    for attempt in $(seq 1 30); do
        if curl -fsS --max-time 10 "https://$host/health/ready" > /dev/null; then break; fi
        [ "$attempt" -lt 30 ] || { echo "The slot is not ready after five minutes; nothing was swapped" >&2; exit 1; }
        sleep 10
    done
fi
az webapp deployment slot swap --resource-group "$group" --name "$app" --slot staging --target-slot production
[ "$settle" -gt 0 ] || exit 0

echo "Swapped. The slot goes on for $settle s, so that --back is quick."
sleep "$settle"
host="$(az webapp show --resource-group "$group" --name "$app" --query defaultHostName --output tsv)"
if ! curl -fsS --max-time 10 "https://$host/health/ready" > /dev/null; then
    echo "Production is not ready; the slot goes on. To go back: swap.sh --back" >&2
    exit 1
fi
az webapp stop --resource-group "$group" --name "$app" --slot staging --output none
