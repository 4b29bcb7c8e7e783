#!/usr/bin/env bash
# Deploys one of the platforms, or brings an installation up to what its Bicep files say. Running it again changes nothing more.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: deploy.sh PLATFORM --group GROUP --secrets FOLDER [--location REGION] [--what-if] [KEY=VALUE ...]

PLATFORM   vmss, containerapps, aks or appservice
--group    resource group for this installation alone; made if it is missing (then --location is needed)
--secrets  folder made by secrets.sh
--what-if  shows what would change and changes nothing but the group, which is made to ask in
KEY=VALUE  further parameters of PLATFORM/main.bicep, for instance version=0.1.0; @FILE for those in a file

What runs is left as it is found, unless a KEY=VALUE says otherwise:
  numbers of machines and instances, which autoscale has chosen (vmss, appservice)
  shares of requests, where the newest revision does not have them all: after a roll-back, or within an upgrade (containerapps)
  an application gateway that is there, since the ingress controller writes its rules (aks); makeIngress=true writes it anew
A vault of the same installation that was deleted in the last 90 days is taken back, since its name is not free until then.

Needs: az (logged in, with Bicep), jq. The roles it gives to identities want an Owner or a User Access Administrator; the first
deployment of vmss registers the feature Microsoft.Compute/MaxSurgeRollingUpgrade, which wants a Contributor of the subscription.
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
for wanted in sql-password sessions-sql-password analyses-sql-password; do
    [ -s "$secrets/$wanted" ] || { echo "deploy.sh: $secrets holds no $wanted; make it with secrets.sh" >&2; exit 2; }
done
take sqlPassword sql-password
take sessionsSqlPassword sessions-sql-password
take analysesSqlPassword analyses-sql-password
take bootstrapPassword bootstrap-password
take identityPrivateKey identity-private-key.pem
take identityPublicKey identity-public-key.pem
take tlsCertificate tls-certificate.pem
take tlsPrivateKey tls-private-key.pem
take tlsPfx tls-pfx

# What the caller says about a parameter, in a file or here; the last one counts, as it does for az.
said() {
    local wanted="$1" parameter found=""
    for parameter in "${more[@]}"; do
        case "$parameter" in
            @*) found="$(jq -r --arg wanted "$wanted" --arg found "$found" \
                '.parameters | if has($wanted) then .[$wanted].value | tostring else $found end' "${parameter#@}")" ;;
            "$wanted="*) found="${parameter#*=}" ;;
        esac
    done
    printf '%s' "$found"
}
name="$(said name)"
name="${name:-gait}"

# Autoscale may have added instances: a deployment must not take them away while they are needed.
keep() {
    local parameter="$1" now
    shift
    [ -z "$(said "$parameter")" ] || return 0
    now="$(az "$@" --resource-group "$group" --query sku.capacity --output tsv 2> /dev/null || true)"
    [[ "$now" =~ ^[1-9][0-9]*$ ]] || return 0
    more+=("$parameter=$now")
}

# A revision that serves although it is not the newest was chosen: a deployment must not hand its requests to the newest.
keepShares() {
    local app="$name-gateway" there now chosen stable weight rest
    [ -z "$(said stableRevision)" ] || return 0
    there="$(az resource list --resource-group "$group" --resource-type Microsoft.App/containerApps --query "[?name=='$app'].id" --output tsv)"
    [ -n "$there" ] || return 0
    now="$(az resource show --ids "$there" --output json)"
    # Of the revisions that take requests the one that takes most, the newest left out; and the one that takes the rest.
    chosen="$(jq -r '.properties | .latestRevisionName as $newest
        | [.configuration.ingress.traffic[]? | (.revisionName |= if . then . else $newest end) | select(.weight > 0)]
        | sort_by(-.weight) | (map(select(.revisionName != $newest)) | first // empty) as $stable
        | (map(select(.revisionName != $stable.revisionName)) | first) as $rest
        | "\($stable.revisionName) \($stable.weight) \($rest.revisionName // "")"' <<< "$now")"
    [ -n "$chosen" ] || return 0
    read -r stable weight rest <<< "$chosen"
    more+=("stableRevision=${stable#"$app"--}" "candidateWeight=$((100 - weight))")
    [ -z "$rest" ] || more+=("candidateRevision=${rest#"$app"--}")
    echo "deploy.sh: $stable keeps $weight % of the requests; see containerapps/traffic.sh" >&2
}

# Rolling upgrades in which new machines come before old ones go were a preview: a subscription asks for it once.
registerSurge() {
    local feature=(--namespace Microsoft.Compute --name MaxSurgeRollingUpgrade) state
    state="$(az feature show "${feature[@]}" --query properties.state --output tsv 2> /dev/null || true)"
    case "$state" in
        Registered) return 0 ;;
        "") echo "deploy.sh: Microsoft.Compute says nothing about MaxSurgeRollingUpgrade; going on without asking for it" >&2; return 0 ;;
    esac
    az feature register "${feature[@]}" --output none
    for ((waited = 0; waited < 1800; waited += 15)); do
        state="$(az feature show "${feature[@]}" --query properties.state --output tsv)"
        if [ "$state" = Registered ]; then
            az provider register --namespace Microsoft.Compute --wait --output none
            return 0
        fi
        [ "$waited" -gt 0 ] || echo "deploy.sh: waiting until MaxSurgeRollingUpgrade is registered; this may take half an hour, once" >&2
        sleep 15
    done
    echo "deploy.sh: MaxSurgeRollingUpgrade is still $state; run this again later" >&2
    exit 1
}

# The vault's name follows from the group's and the installation's, and purge protection holds it for 90 days.
recoverVault() {
    local prefix="$name-kv-" deleted vault where
    prefix="${prefix:0:24}"
    if ! deleted="$(az keyvault list-deleted --resource-type vault --output json)"; then
        echo "deploy.sh: deleted vaults cannot be listed; if one has this installation's name, the deployment says so" >&2
        return 0
    fi
    while read -r vault where; do
        if [ "$verb" = "what-if" ]; then
            echo "deploy.sh: the deleted vault $vault would be taken back" >&2
        else
            echo "deploy.sh: taking back the deleted vault $vault; its secrets get new versions" >&2
            az keyvault recover --name "$vault" --resource-group "$group" --location "$where" --output none
        fi
    done < <(jq -r --arg prefix "$prefix" --arg group "/resourcegroups/$group/" '.[]
        | select((.name | ascii_downcase | startswith($prefix | ascii_downcase))
            and (.properties.vaultId | ascii_downcase | contains($group | ascii_downcase)))
        | "\(.name) \(.properties.location)"' <<< "$deleted")
}

recoverVault
case "$platform" in
    vmss)
        keep machinesNow vmss show --name "$name-machines"
        keep workersNow vmss show --name "$name-workers"
        [ "$verb" = "what-if" ] || registerSurge
        ;;
    appservice) keep instancesNow appservice plan show --name "$name-plan" ;;
    containerapps) keepShares ;;
    aks)
        if [ -z "$(said makeIngress)" ]; then
            ingress="$(az resource list --resource-group "$group" --resource-type Microsoft.Network/applicationGateways \
                --query "[?name=='$name-ingress'].id" --output tsv)"
            [ -z "$ingress" ] || more+=("makeIngress=false")
        fi
        ;;
esac

parameters=("@$scratch/parameters.json" "${more[@]}")
if [ "$verb" = "what-if" ]; then
    az deployment group what-if --resource-group "$group" --name "gait-$platform" --template-file "$template" --parameters "${parameters[@]}"
else
    az deployment group create --resource-group "$group" --name "gait-$platform" --template-file "$template" \
        --parameters "${parameters[@]}" --query properties.outputs --output json
fi
