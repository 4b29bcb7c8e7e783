#!/usr/bin/env bash
# SSH to one of the machines, through the load balancer's port for it.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/ssh.sh [--name NAME] --group GROUP [--key FILE] [--user USER] N [COMMAND ...]
       vmss/ssh.sh [--name NAME] --group GROUP --list

N is the place of the machine in the list, from 0; its port is mostly 50000 + N, but after repairs and upgrades only Azure knows,
so it is asked. USER is the adminUser of the deployment (default: gaitadmin).
TEXT
    exit 0
fi

name="gait" group="" key="" user="gaitadmin" list=""
while [ $# -gt 0 ]; do
    case "$1" in
        --name) name="${2:?}"; shift 2 ;;
        --group) group="${2:?}"; shift 2 ;;
        --key) key="${2:?}"; shift 2 ;;
        --user) user="${2:?}"; shift 2 ;;
        --list) list="yes"; shift ;;
        *) break ;;
    esac
done
[ -n "$group" ] || { echo "vmss/ssh.sh: --group is missing" >&2; exit 2; }

# address:port of each machine
endpoints="$(az vmss list-instance-connection-info --resource-group "$group" --name "$name-machines" --output json |
    jq -r '.[]')"
if [ -z "$endpoints" ]; then
    # Not every version of the API tells the ports of a rule with a range; then they are given in order.
    host="$(az network public-ip show --resource-group "$group" --name "$name-ip" --query ipAddress --output tsv)"
    count="$(az vmss list-instances --resource-group "$group" --name "$name-machines" --query 'length(@)' --output tsv)"
    endpoints="$(for ((i = 0; i < count; i++)); do echo "$host:$((50000 + i))"; done)"
fi
if [ -n "$list" ]; then
    echo "$endpoints" | nl -v 0
    exit 0
fi
number="${1:?which machine?}"
shift
[[ "$number" =~ ^[0-9]+$ ]] || { echo "vmss/ssh.sh: $number is no number of a machine" >&2; exit 2; }
endpoint="$(sed -n "$((number + 1))p" <<< "$endpoints")"
[ -n "$endpoint" ] || { echo "vmss/ssh.sh: there is no machine $number; --list shows them" >&2; exit 1; }

options=()
[ -z "$key" ] || options+=(-i "$key")
# A port is given to another machine later, and with it another host key.
exec ssh "${options[@]}" -o HostKeyAlias="$name-$group-${endpoint##*:}" -p "${endpoint##*:}" "$user@${endpoint%%:*}" "$@"
