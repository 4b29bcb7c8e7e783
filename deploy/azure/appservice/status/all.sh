#!/usr/bin/env bash
# All of the above that only looks.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -lt 2 ]; then
    echo "usage: appservice/status/all.sh GROUP PLAN APP"
    exit 0
fi
[ $# -ge 3 ] || { echo "all.sh: GROUP PLAN APP" >&2; exit 2; }
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
"$here/instances.sh" "$1" "$2"
"$here/autoscale.sh" "$1" "$2"
"$here/scaling-history.sh" "$1" "$2"
"$here/health.sh" "$1" "$3"
"$here/metrics.sh" "$1" "$3"
