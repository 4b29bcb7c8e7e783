#!/usr/bin/env bash
# Stops a cluster that nobody needs out of hours, and starts it again: nodes and application gateway cost nothing meanwhile.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: off-hours.sh stop|start --group GROUP [--name NAME]

--group  resource group of the installation
--name   of the installation, gait unless given

stop takes the pods and all nodes away and stops the application gateway; SQL, Redis, store and vault stay, and so do sessions and queue.
An analysis that runs is broken off and begun again after start, which takes some minutes. Only a cluster that was deployed with
offHours=true is stopped.

From cron, as somebody who may (az login --identity, or with a service principal):
  0 19 * * 1-5  /opt/gait/deploy/azure/aks/off-hours.sh stop --group gait-test
  0 7 * * 1-5   /opt/gait/deploy/azure/aks/off-hours.sh start --group gait-test
TEXT
}

verb="" group="" name="gait"
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        stop | start) verb="$1"; shift ;;
        --group) group="${2:?}"; shift 2 ;;
        --name) name="${2:?}"; shift 2 ;;
        *) echo "off-hours.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$verb" ] || [ -z "$group" ]; then
    usage >&2
    exit 2
fi

cluster="$name-aks" ingress="$name-ingress"
asked() {
    az aks show --resource-group "$group" --name "$cluster" --query "$1" --output tsv
}

power="$(asked powerState.code)"
case "$verb" in
    stop)
        if [ "$(asked tags.offHours)" != "true" ]; then
            echo "off-hours.sh: $cluster was not deployed with offHours=true, and stays" >&2
            exit 1
        fi
        if [ "$power" = "Stopped" ]; then
            echo "$cluster is stopped already."
        else
            az aks stop --resource-group "$group" --name "$cluster" --output none
        fi
        az network application-gateway stop --resource-group "$group" --name "$ingress" --output none
        ;;
    start)
        # The entrance first: the ingress controller writes to it as soon as it runs.
        az network application-gateway start --resource-group "$group" --name "$ingress" --output none
        if [ "$power" = "Running" ]; then
            echo "$cluster runs already."
        else
            az aks start --resource-group "$group" --name "$cluster" --output none
        fi
        ;;
esac
