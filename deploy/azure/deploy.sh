#!/usr/bin/env bash
# Deploys one of the platforms, or brings an installation up to what its Bicep files say. Running it again changes nothing more.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: deploy.sh PLATFORM --group GROUP --secrets FOLDER [--location REGION] [--what-if] [KEY=VALUE ...]

PLATFORM   vmss, containerapps, aks or appservice
--group    resource group for this installation alone; made if it is missing (then --location is needed)
--secrets  folder made by secrets.sh
--what-if  shows what would change and changes nothing
KEY=VALUE  further parameters of PLATFORM/main.bicep, for instance version=0.1.0; @FILE for those in a file

Needs: az (logged in, with Bicep), jq. The roles it gives the suite's identity want an Owner or a User Access Administrator.
TEXT
}

platform="" group="" location="" secrets="" verb="create"
more=()
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --group) group="${2:?}"; shift 2 ;;
        --location) location="${2:?}"; shift 2 ;;
        --secrets) secrets="${2:?}"; shift 2 ;;
        --what-if) verb="what-if"; shift ;;
        vmss | containerapps | aks | appservice) platform="$1"; shift ;;
        *=* | @*) more+=("$1"); shift ;;
        *) echo "deploy.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$platform" ] || [ -z "$group" ] || [ -z "$secrets" ]; then
    usage >&2
    exit 2
fi

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
template="$here/$platform/main.bicep"

if [ "$(az group exists --name "$group")" != "true" ]; then
    [ -n "$location" ] || { echo "deploy.sh: the group $group is not there; say where with --location" >&2; exit 2; }
    az group create --name "$group" --location "$location" --output none
fi

# Secrets go to Azure in a file that nobody else can read and that is gone afterwards: a command line is seen by all.
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
umask 077
jq -n '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", contentVersion: "1.0.0.0", parameters: {}}' \
    > "$scratch/parameters.json"
take() {
    local parameter="$1" file="$secrets/$2"
    grep -q "^param $parameter " "$template" || return 0
    [ -s "$file" ] || return 0
    jq --arg parameter "$parameter" --rawfile value "$file" '.parameters[$parameter] = {value: $value}' \
        "$scratch/parameters.json" > "$scratch/next.json"
    mv "$scratch/next.json" "$scratch/parameters.json"
}
[ -s "$secrets/sql-password" ] || { echo "deploy.sh: $secrets holds no sql-password; make it with secrets.sh" >&2; exit 2; }
take sqlPassword sql-password
take bootstrapPassword bootstrap-password
take identityPrivateKey identity-private-key.pem
take identityPublicKey identity-public-key.pem
take tlsCertificate tls-certificate.pem
take tlsPrivateKey tls-private-key.pem

# Autoscale may have added instances: a deployment must not take them away while they are needed.
name="gait"
for parameter in "${more[@]}"; do
    case "$parameter" in name=*) name="${parameter#name=}" ;; esac
done
keep() {
    local parameter="$1" now
    shift
    now="$(az "$@" --resource-group "$group" --query sku.capacity --output tsv 2> /dev/null || true)"
    [[ "$now" =~ ^[1-9][0-9]*$ ]] || return 0
    more+=("$parameter=$now")
}
case "$platform" in
    vmss)
        keep machinesNow vmss show --name "$name-machines"
        keep workersNow vmss show --name "$name-workers"
        ;;
    appservice) keep instancesNow appservice plan show --name "$name-plan" ;;
esac

parameters=("@$scratch/parameters.json" "${more[@]}")
if [ "$verb" = "what-if" ]; then
    az deployment group what-if --resource-group "$group" --name "gait-$platform" --template-file "$template" --parameters "${parameters[@]}"
else
    az deployment group create --resource-group "$group" --name "gait-$platform" --template-file "$template" \
        --parameters "${parameters[@]}" --query properties.outputs --output json
fi
