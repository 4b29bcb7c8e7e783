#!/usr/bin/env bash
# How many instances a plan has now.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/instances.sh GROUP PLAN"
    exit 0
fi
az appservice plan show --resource-group "$1" --name "$2" --query "{instances: sku.capacity, size: sku.name, zones: properties.zoneRedundant}" --output table
