#!/usr/bin/env bash
# Brings the suite into the cluster that deploy.sh made: writes what was deployed into the overlay, applies it, and gives KEDA its Secret.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: connect.sh --group GROUP [--version VERSION] [--host NAME] [--overlay FOLDER] [--write-only | --diff]

--group       resource group of the installation
--version     of the images; unless given, what the overlay says
--host        name under which people reach it, if it is one of your own; its DNS record leads to the name that Azure gave
--overlay     deploy/kubernetes/overlays/aks, unless given
--write-only  writes the overlay and touches no cluster
--diff        shows what would change in the cluster and changes nothing there

Writes azure.yaml, addresses and users in the two .env files, and registry and version of the images. What else stands in the overlay stays:
keep it where you keep such things, no secret is in it. Run it again after each deployment, and for a new version.

Needs: az (logged in, a member of administratorGroupIds), jq, kubectl 1.27 or newer, kubelogin.
TEXT
}

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
kubernetes="$here/../../kubernetes"
group="" version="" host="" overlay="$kubernetes/overlays/aks" then="apply"
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --group) group="${2:?}"; shift 2 ;;
        --version) version="${2:?}"; shift 2 ;;
        --host) host="${2:?}"; shift 2 ;;
        --overlay) overlay="${2:?}"; shift 2 ;;
        --write-only) then="nothing"; shift ;;
        --diff) then="diff"; shift ;;
        *) echo "connect.sh: what is $1?" >&2; exit 2 ;;
    esac
done
[ -n "$group" ] || { usage >&2; exit 2; }

outputs="$(az deployment group show --resource-group "$group" --name gait-aks --query properties.outputs --output json)"
told() {
    jq -re --arg name "$1" '.[$name].value // "" | select(. != "")' <<< "$outputs" ||
        { echo "connect.sh: the deployment gait-aks of $group says nothing of $1; deploy again" >&2; exit 1; }
}

scratch="$(mktemp)"
trap 'rm -f "$scratch"' EXIT
# Writes a value behind the one line that begins with a key, and nowhere else.
put() {
    local file="$overlay/$1" key="$2"
    KEY="$key" VALUE="$3" awk '
        index($0, ENVIRON["KEY"]) == 1 { print ENVIRON["KEY"] ENVIRON["VALUE"]; found++; next }
        { print }
        END { exit found != 1 }' "$file" > "$scratch" ||
        { echo "connect.sh: $file has no line, or several, that begin with '$key'" >&2; exit 1; }
    cat "$scratch" > "$file"
}
put_output() {
    local value
    value="$(told "$3")"
    put "$1" "$2" "$value"
}

put_output azure.yaml '  tenant-id: ' tenantId
put_output azure.yaml '  key-vault: ' vault
put_output azure.yaml '  gateway-client-id: ' gatewayIdentityClientId
put_output azure.yaml '  session-service-client-id: ' sessionsIdentityClientId
put_output azure.yaml '  analysis-service-client-id: ' analysesIdentityClientId
put_output azure.yaml '  certificate: ' certificate
put_output azure.yaml '  waf-policy-id: ' firewallPolicyId
put_output azure.yaml '  entrance-subnet: ' entranceSubnet
[ -n "$host" ] || host="$(told host)"
put azure.yaml '  host: ' "$host"
put_output session-service.env GAIT_SQL_URL= sqlAccountsUrl
put_output session-service.env GAIT_SQL_USER= sqlSessionsUser
put_output analysis-service.env GAIT_SQL_URL= sqlAnalysesUrl
put_output analysis-service.env GAIT_SQL_USER= sqlAnalysesUser
put_output analysis-service.env GAIT_STORE_BLOB_ENDPOINT= blobEndpoint

registry="$(told registry)"
REGISTRY="$registry" VERSION="$version" awk '
    /^  - name: gait\// { image = $3; print; next }
    !/^    / { image = "" }
    image != "" && /^    newName: / { print "    newName: " ENVIRON["REGISTRY"] "/" image; found++; next }
    image != "" && ENVIRON["VERSION"] != "" && /^    (newTag|digest): / { print "    newTag: " ENVIRON["VERSION"]; next }
    { print }
    END { exit found != 3 }' "$overlay/kustomization.yaml" > "$scratch" ||
    { echo "connect.sh: $overlay/kustomization.yaml does not name the three images with newName" >&2; exit 1; }
cat "$scratch" > "$overlay/kustomization.yaml"
echo "$overlay is written."
[ "$then" != "nothing" ] || exit 0

cluster="$(told cluster)"
az aks get-credentials --resource-group "$group" --name "$cluster" --overwrite-existing --only-show-errors
# The cluster has no accounts of its own: who is logged in to az is let in.
kubelogin convert-kubeconfig --login azurecli
if [ "$then" = "diff" ]; then
    # 1 says that something would change.
    kubectl --context "$cluster" diff -k "$overlay" || [ $? -eq 1 ]
    exit 0
fi
kubectl --context "$cluster" apply -k "$overlay"
# Not headroom, whose pods wait for as long as there is no room to keep free.
for service in gateway session-service analysis-api analysis-worker; do
    kubectl --context "$cluster" --namespace gait rollout status "deployment/$service" --timeout 15m
done
# The driver copies the address of Redis into the cluster with the first pod that wants it, so this comes after them.
"$kubernetes/scaler-secret" -- --context "$cluster"
echo "Reached at https://$host"
