#!/usr/bin/env bash
# The log of the app as it is written.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/logs.sh GROUP APP"
    exit 0
fi
exec az webapp log tail --resource-group "$1" --name "$2"
