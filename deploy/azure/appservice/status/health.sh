#!/usr/bin/env bash
# What the app says of itself, on its public name.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/health.sh GROUP APP"
    exit 0
fi
host="$(az webapp show --resource-group "$1" --name "$2" --query defaultHostName --output tsv)"
for path in /health /health/ready /startup; do
    printf "%-14s " "$path"
    curl -sS --max-time 10 -w " (%{http_code}, %{time_total} s)\n" "https://$host$path" || true
done
