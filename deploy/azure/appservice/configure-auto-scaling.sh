#!/usr/bin/env bash
# Sets the autoscale rules of an App Service plan. Running it again makes them anew: there are never two sets of rules.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: appservice/configure-auto-scaling.sh --group GROUP --plan PLAN
           [--min 2] [--default 3] [--max 10] [--cpu-out 70] [--memory-out 80] [--cpu-in 30] [--email ADDRESS ...]

Out by one instance at CPU or memory above the limits for 5 minutes, in by one at CPU below its limit for 10 minutes.
An installation made by deploy.sh has these rules already, under the same name. Addresses that are told of scaling stay, and those of
--email come to them. What autoscale did goes to the logs again after the next deploy.sh.
TEXT
}

group="" plan="" min=2 default=3 max=10 cpu_out=70 memory_out=80 cpu_in=30
emails=()
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --group) group="${2:?}"; shift 2 ;;
        --plan) plan="${2:?}"; shift 2 ;;
        --min) min="${2:?}"; shift 2 ;;
        --default) default="${2:?}"; shift 2 ;;
        --max) max="${2:?}"; shift 2 ;;
        --cpu-out) cpu_out="${2:?}"; shift 2 ;;
        --memory-out) memory_out="${2:?}"; shift 2 ;;
        --cpu-in) cpu_in="${2:?}"; shift 2 ;;
        --email) emails+=("${2:?}"); shift 2 ;;
        *) echo "configure-auto-scaling.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$group" ] || [ -z "$plan" ]; then
    usage >&2
    exit 2
fi
if [ "$min" -gt "$default" ] || [ "$default" -gt "$max" ]; then
    echo "configure-auto-scaling.sh: $min, $default and $max are not in order" >&2
    exit 2
fi

setting="$plan-autoscale"
# Rules can only be added, so that a second run would double them: begin afresh. The number of instances stays as it is meanwhile.
if former="$(az monitor autoscale show --resource-group "$group" --name "$setting" --output json 2> /dev/null)"; then
    mapfile -t told < <(jq -r '.notifications[]?.email.customEmails[]?' <<< "$former")
    emails+=("${told[@]}")
    az monitor autoscale delete --resource-group "$group" --name "$setting" --output none
fi
az monitor autoscale create --resource-group "$group" --name "$setting" --resource "$plan" \
    --resource-type Microsoft.Web/serverfarms --min-count "$min" --count "$default" --max-count "$max" --output none
# All addresses at once: a second action of the kind would take the place of the first.
if [ "${#emails[@]}" -gt 0 ]; then
    mapfile -t emails < <(printf '%s\n' "${emails[@]}" | sort -u)
    az monitor autoscale update --resource-group "$group" --name "$setting" --add-action email "${emails[@]}" --output none
fi
az monitor autoscale rule create --resource-group "$group" --autoscale-name "$setting" \
    --condition "CpuPercentage > $cpu_out avg 5m" --scale out 1 --cooldown 5 --output none
az monitor autoscale rule create --resource-group "$group" --autoscale-name "$setting" \
    --condition "MemoryPercentage > $memory_out avg 5m" --scale out 1 --cooldown 5 --output none
az monitor autoscale rule create --resource-group "$group" --autoscale-name "$setting" \
    --condition "CpuPercentage < $cpu_in avg 10m" --scale in 1 --cooldown 10 --output none
az monitor autoscale show --resource-group "$group" --name "$setting" --output table
