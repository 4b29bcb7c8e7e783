#!/usr/bin/env bash
# Brings an installation that began small to high availability. Each step says what is to be, so running it again changes nothing.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: appservice/upgrade-to-high-availability.sh --group GROUP --plan PLAN --app APP [--sql-server SERVER] [--registry REGISTRY] [--concurrency 4]

The plan becomes P1v3 with at least two instances, with autoscale rules (2 to 10); the databases S2; the registry Standard; the app
always on, with a health check at /health, automatic repair, HTTP/2, and 40 s to end. Whatever of server and registry is not
given is looked for in the group. Sessions have to lie in Redis before there are two instances: REDIS_URL is looked for first.
TEXT
}

group="" plan="" app="" server="" registry="" concurrency=4
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --group) group="${2:?}"; shift 2 ;;
        --plan) plan="${2:?}"; shift 2 ;;
        --app) app="${2:?}"; shift 2 ;;
        --sql-server) server="${2:?}"; shift 2 ;;
        --registry) registry="${2:?}"; shift 2 ;;
        --concurrency) concurrency="${2:?}"; shift 2 ;;
        *) echo "upgrade-to-high-availability.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$group" ] || [ -z "$plan" ] || [ -z "$app" ]; then
    usage >&2
    exit 2
fi
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

redis="$(az webapp config appsettings list --resource-group "$group" --name "$app" --query "[?name=='REDIS_URL'].name" --output tsv)"
[ -n "$redis" ] || { echo "$app has no REDIS_URL: users would lose their session with every other request" >&2; exit 1; }

echo "Plan: P1v3"
az appservice plan update --resource-group "$group" --name "$plan" --sku P1V3 --output none
instances="$(az appservice plan show --resource-group "$group" --name "$plan" --query sku.capacity --output tsv)"
if [ "$instances" -lt 2 ]; then
    az appservice plan update --resource-group "$group" --name "$plan" --number-of-workers 2 --output none
fi

echo "Autoscale: 2 to 10"
"$here/configure-auto-scaling.sh" --group "$group" --plan "$plan"

echo "App: always on, health check, repair, HTTP/2"
az webapp config set --resource-group "$group" --name "$app" --always-on true --http20-enabled true --min-tls-version 1.2 \
    --auto-heal-enabled true --ftps-state Disabled --generic-configurations '{"healthCheckPath": "/health"}' --output none
az webapp config appsettings set --resource-group "$group" --name "$app" --output none \
    --settings WEBSITES_CONTAINER_STOP_TIME_LIMIT=40 WEBSITE_HEALTHCHECK_MAXPINGFAILURES=2 "GAIT_WORKER_CONCURRENCY=$concurrency"

[ -n "$server" ] || server="$(az sql server list --resource-group "$group" --query '[0].name' --output tsv)"
if [ -n "$server" ]; then
    for database in accounts analyses; do
        echo "Database $database: S2"
        az sql db update --resource-group "$group" --server "$server" --name "$database" --service-objective S2 --output none
    done
fi

[ -n "$registry" ] || registry="$(az acr list --resource-group "$group" --query '[0].name' --output tsv)"
if [ -n "$registry" ]; then
    echo "Registry: Standard"
    az acr update --resource-group "$group" --name "$registry" --sku Standard --output none
fi
echo "Done. Look at it with status/all.sh."
