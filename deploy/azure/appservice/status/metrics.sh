#!/usr/bin/env bash
# Requests, errors and times of the app in the last hour.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/metrics.sh GROUP APP"
    exit 0
fi
id="$(az webapp show --resource-group "$1" --name "$2" --query id --output tsv)"
az monitor metrics list --resource "$id" --metric Requests Http5xx HttpResponseTime HealthCheckStatus --interval PT5M --output table
