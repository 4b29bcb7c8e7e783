#!/usr/bin/env bash
# Puts the two identity keys where the app's instances read them: App Service hands secrets out as settings only, not as files.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: appservice/place-identity-keys.sh --group GROUP --app APP --secrets FOLDER [--slot staging]

FOLDER is the one that secrets.sh made. The gateway tries again every few seconds; the services behind are restarted.
TEXT
    exit 0
fi

group="" app="" secrets="" slot=()
while [ $# -gt 0 ]; do
    case "$1" in
        --group) group="${2:?}"; shift 2 ;;
        --app) app="${2:?}"; shift 2 ;;
        --secrets) secrets="${2:?}"; shift 2 ;;
        --slot) slot=(--slot "${2:?}"); shift 2 ;;
        *) echo "place-identity-keys.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$group" ] || [ -z "$app" ] || [ -z "$secrets" ]; then
    echo "place-identity-keys.sh: --help says what is needed" >&2
    exit 2
fi
for key in identity-private-key.pem identity-public-key.pem; do
    az webapp deploy --resource-group "$group" --name "$app" "${slot[@]}" --type static --src-path "$secrets/$key" \
        --target-path "/home/gait/$key" --restart false --output none
done
az webapp restart --resource-group "$group" --name "$app" "${slot[@]}" --output none
