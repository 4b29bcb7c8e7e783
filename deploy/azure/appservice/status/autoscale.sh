#!/usr/bin/env bash
# The autoscale rules of a plan, and the metrics they go by.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/autoscale.sh GROUP PLAN"
    exit 0
fi
az monitor autoscale show --resource-group "$1" --name "$2-autoscale" --output table
az monitor autoscale rule list --resource-group "$1" --autoscale-name "$2-autoscale" --output table
