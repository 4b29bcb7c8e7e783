#!/usr/bin/env bash
# Gives all requests back to the gateway's stable revision, at once: it never stopped.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: containerapps/rollback.sh --group GROUP [--name NAME]

The services behind the gateway go back with deploy.sh containerapps … version=FORMER, each without a gap.
TEXT
    exit 0
fi
exec "$(dirname "${BASH_SOURCE[0]}")/traffic.sh" "$@" --candidate 0
