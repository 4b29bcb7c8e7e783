#!/usr/bin/env bash
# Says which revision of the gateway takes how many of the requests.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: containerapps/traffic.sh --group GROUP [--name NAME] (--show | --candidate PERCENT | --all-to-newest)

The labels stable and candidate are set by upgrade.sh. Needs the az extension containerapp.
TEXT
}

name="gait" group="" share="" newest="" show=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --group) group="${2:?}"; shift 2 ;;
        --name) name="${2:?}"; shift 2 ;;
        --candidate) share="${2:?}"; shift 2 ;;
        --all-to-newest) newest="yes"; shift ;;
        --show) show="yes"; shift ;;
        *) echo "traffic.sh: what is $1?" >&2; exit 2 ;;
    esac
done
[ -n "$group" ] || { usage >&2; exit 2; }
app="$name-gateway"

if [ -n "$newest" ]; then
    az containerapp ingress traffic set --resource-group "$group" --name "$app" --revision-weight latest=100 --output none
elif [ -n "$share" ]; then
    if ! [[ "$share" =~ ^[0-9]+$ ]] || [ "$share" -gt 100 ]; then
        echo "traffic.sh: $share is no percentage" >&2
        exit 2
    fi
    az containerapp ingress traffic set --resource-group "$group" --name "$app" --output none \
        --label-weight "stable=$((100 - share))" "candidate=$share"
elif [ -z "$show" ]; then
    usage >&2
    exit 2
fi
az containerapp ingress traffic show --resource-group "$group" --name "$app" --output table
