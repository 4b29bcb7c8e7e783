#!/usr/bin/env bash
# Swaps the staging slot in, after it has shown that all its parts are there; swapped again, the former version is back.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: appservice/swap.sh --group GROUP --app APP [--back]

An upgrade: deploy.sh appservice … version=NEW stagingOnly=true, then this. --back is the same swap once more: what was in
production waits in the slot, and asks for no readiness since it may be the only way out.
TEXT
    exit 0
fi

group="" app="" back=""
while [ $# -gt 0 ]; do
    case "$1" in
        --group) group="${2:?}"; shift 2 ;;
        --app) app="${2:?}"; shift 2 ;;
        --back) back="yes"; shift ;;
        *) echo "swap.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$group" ] || [ -z "$app" ]; then
    echo "swap.sh: --help says what is needed" >&2
    exit 2
fi
host="$(az webapp show --resource-group "$group" --name "$app" --slot staging --query defaultHostName --output tsv)"
if [ -z "$back" ]; then
    for attempt in $(seq 1 30); do
        if curl -fsS --max-time 10 "https://$host/health/ready" > /dev/null; then break; fi
        [ "$attempt" -lt 30 ] || { echo "The slot is not ready after five minutes; nothing was swapped" >&2; exit 1; }
        sleep 10
    done
fi
az webapp deployment slot swap --resource-group "$group" --name "$app" --slot staging --target-slot production
