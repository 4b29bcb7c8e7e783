#!/usr/bin/env bash
# Which version runs and which ran before it, noted on the resource group.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/versions.sh --group GROUP [show | begin | note | back]

show   what was deployed last, what is noted as running, and what ran before (default)
begin  before an upgrade: notes what runs where nothing is noted yet and the last deployment succeeded
note   what was deployed last runs now: follow-upgrade.sh says so once every machine has it, and not before
back   parameters of the version to go back to: the one noted as running if something else was deployed last, as an upgrade
       that did not end well; otherwise the one before
TEXT
    exit 0
fi

group="" verb="show"
while [ $# -gt 0 ]; do
    case "$1" in
        --group) group="${2:?}"; shift 2 ;;
        show | begin | note | back) verb="$1"; shift ;;
        *) echo "vmss/versions.sh: what is $1?" >&2; exit 2 ;;
    esac
done
[ -n "$group" ] || { echo "vmss/versions.sh: --group is missing" >&2; exit 2; }

noted="$(az group show --name "$group" --query '{id: id, tags: tags}' --output json)"
deployed="$(az deployment group show --resource-group "$group" --name gait-vmss --output json \
    --query '{state: properties.provisioningState, url: properties.parameters.packageUrl.value, sum: properties.parameters.packageSha256.value, version: properties.parameters.version.value}')" ||
    deployed='{}'

tag() {
    jq -r --arg tag "$1" '.tags[$tag] // empty' <<< "$noted"
}
last() {
    jq -r --arg key "$1" '.[$key] // empty' <<< "$deployed"
}
write() {
    az tag update --resource-id "$(jq -r .id <<< "$noted")" --operation Merge --output none --tags "$@"
}
write_running() {
    write "gaitRunningUrl=$(last url)" "gaitRunningSha256=$(last sum)" "gaitRunningVersion=$(last version)"
}

case "$verb" in
    show)
        echo "deployed last: $(last version) ($(last state))"
        echo "runs: $(tag gaitRunningVersion)"
        echo "ran before: $(tag gaitPreviousVersion)"
        ;;
    begin)
        if [ -z "$(tag gaitRunningSha256)" ] && [ "$(last state)" = "Succeeded" ] && [ -n "$(last sum)" ]; then
            write_running
        fi
        ;;
    note)
        if [ "$(last sum)" != "$(tag gaitRunningSha256)" ]; then
            if [ -n "$(tag gaitRunningSha256)" ]; then
                write "gaitPreviousUrl=$(tag gaitRunningUrl)" "gaitPreviousSha256=$(tag gaitRunningSha256)" \
                    "gaitPreviousVersion=$(tag gaitRunningVersion)"
            fi
            write_running
        fi
        ;;
    back)
        from="gaitPrevious"
        [ "$(last sum)" = "$(tag gaitRunningSha256)" ] || from="gaitRunning"
        [ -n "$(tag "${from}Sha256")" ] || { echo "vmss/versions.sh: no version to go back to is noted on $group" >&2; exit 1; }
        printf '%s\n' "packageUrl=$(tag "${from}Url")" "packageSha256=$(tag "${from}Sha256")" "version=$(tag "${from}Version")"
        ;;
esac
