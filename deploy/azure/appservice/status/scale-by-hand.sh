#!/usr/bin/env bash
# Sets the number of instances, until autoscale changes it.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/scale-by-hand.sh GROUP PLAN NUMBER"
    exit 0
fi
[[ "${3:-}" =~ ^[0-9]+$ ]] || { echo "scale-by-hand.sh: how many?" >&2; exit 2; }
az appservice plan update --resource-group "$1" --name "$2" --number-of-workers "$3" --query sku.capacity --output tsv
