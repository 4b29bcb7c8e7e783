#!/usr/bin/env bash
# What autoscale did in the last seven days.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/scaling-history.sh GROUP PLAN"
    exit 0
fi
az monitor activity-log list --resource-group "$1" --offset 7d --output table \
    --query "[?contains(operationName.value, 'Autoscale') && contains(resourceId, '$2')].{when: eventTimestamp, what: operationName.value, status: status.value}"
