#!/usr/bin/env bash
# Brings an installation that began small to high availability. Raises what is smaller and leaves what is larger, so running it again
# changes nothing.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: appservice/upgrade-to-high-availability.sh --group GROUP --plan PLAN --app APP [--sql-server SERVER] [--registry REGISTRY] [--concurrency NUMBER]

The plan becomes P1v3 at least, with two instances at least and, where it has none, autoscale rules (2 to 10); the databases S2 and the
registry Standard at least; the app always on, with a health check at /health, automatic repair, HTTP/2, and 40 s to end, and with 4
analyses at a time where it does not say how many. Whatever of server and registry is not given is looked for in the group. Sessions have to lie in Redis before there are two instances: REDIS_URL is looked for first.
TEXT
}

group="" plan="" app="" server="" registry="" concurrency=""
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

size="$(az appservice plan show --resource-group "$group" --name "$plan" --query sku.name --output tsv)"
case "${size^^}" in
    F1 | D1 | B[123] | S[123] | P[12]V2 | P0V3 | P0V4)
        echo "Plan: $size becomes P1v3"
        az appservice plan update --resource-group "$group" --name "$plan" --sku P1V3 --output none
        ;;
    *) echo "Plan: stays $size" ;;
esac
instances="$(az appservice plan show --resource-group "$group" --name "$plan" --query sku.capacity --output tsv)"
if [ "$instances" -lt 2 ]; then
    az appservice plan update --resource-group "$group" --name "$plan" --number-of-workers 2 --output none
fi

least="$(az monitor autoscale show --resource-group "$group" --name "$plan-autoscale" --query 'profiles[0].capacity.minimum' \
    --output tsv 2> /dev/null || true)"
if [ "${least:-0}" -ge 2 ]; then
    echo "Autoscale: stays as it is"
else
    echo "Autoscale: 2 to 10"
    "$here/configure-auto-scaling.sh" --group "$group" --plan "$plan"
fi

# Of the template of a new installation (main.bicep). Not 503: that is what the suite says while a part is away.
repair='{"triggers": {"statusCodes": [
    {"status": 500, "count": 20, "timeInterval": "00:05:00"},
    {"status": 502, "count": 20, "timeInterval": "00:05:00"}],
    "slowRequestsWithPath": [{"path": "/health", "timeTaken": "00:00:20", "count": 5, "timeInterval": "00:10:00"}]},
    "actions": {"actionType": "Recycle", "minProcessExecutionTime": "00:10:00"}}'
echo "App: always on, health check, repair, HTTP/2"
az webapp config set --resource-group "$group" --name "$app" --always-on true --http20-enabled true --min-tls-version 1.2 \
    --auto-heal-enabled true --ftps-state Disabled --output none \
    --generic-configurations "{\"healthCheckPath\": \"/health\", \"autoHealRules\": $repair}"
settings=(WEBSITES_CONTAINER_STOP_TIME_LIMIT=40 WEBSITE_HEALTHCHECK_MAXPINGFAILURES=2)
set_already="$(az webapp config appsettings list --resource-group "$group" --name "$app" \
    --query "[?name=='GAIT_WORKER_CONCURRENCY'].value" --output tsv)"
if [ -n "$concurrency" ] || [ -z "$set_already" ]; then
    settings+=("GAIT_WORKER_CONCURRENCY=${concurrency:-4}")
fi
az webapp config appsettings set --resource-group "$group" --name "$app" --output none --settings "${settings[@]}"

[ -n "$server" ] || server="$(az sql server list --resource-group "$group" --query '[0].name' --output tsv)"
if [ -n "$server" ]; then
    for database in accounts analyses; do
        objective="$(az sql db show --resource-group "$group" --server "$server" --name "$database" \
            --query currentServiceObjectiveName --output tsv)"
        case "$objective" in
            Basic | S0 | S1)
                echo "Database $database: $objective becomes S2"
                az sql db update --resource-group "$group" --server "$server" --name "$database" --edition Standard \
                    --service-objective S2 --output none
                ;;
            *) echo "Database $database: stays $objective" ;;
        esac
    done
fi

[ -n "$registry" ] || registry="$(az acr list --resource-group "$group" --query '[0].name' --output tsv)"
if [ -n "$registry" ]; then
    kind="$(az acr show --resource-group "$group" --name "$registry" --query sku.name --output tsv)"
    if [ "$kind" = "Basic" ]; then
        echo "Registry: Basic becomes Standard"
        az acr update --resource-group "$group" --name "$registry" --sku Standard --output none
    fi
fi
echo "Done. Look at it with status/all.sh."
