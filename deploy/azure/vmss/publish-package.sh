#!/usr/bin/env bash
# Puts the suite's package where the machines of an installation fetch it, and prints the parameters that tell them so.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: vmss/publish-package.sh [--name NAME] --group GROUP [--dry-run] FILE

FILE       the package as deploy/package made it, gait-suite-VERSION-linux-x86_64.tar.gz
--dry-run  uploads nothing and prints what it would

Uploads FILE to the container `packages` of the installation, which deploy.sh vmss … machines=false makes, and prints
packageUrl=…, packageSha256=… and version=… for a deployment. A package that is there stays as it is: another one of the same
version is refused, since machines that come later would fetch it and find that it is not theirs.

Whoever runs it is one of operatorPrincipalIds, at one of operatorAddresses. Both take minutes to hold after the deployment that
names them; until then it tries again, for five minutes.
TEXT
}

name="gait" group="" file="" dry=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --name) name="${2:?}"; shift 2 ;;
        --group) group="${2:?}"; shift 2 ;;
        --dry-run) dry="yes"; shift ;;
        -*) echo "publish-package.sh: what is $1?" >&2; exit 2 ;;
        *) file="$1"; shift ;;
    esac
done
if [ -z "$group" ] || [ -z "$file" ]; then
    usage >&2
    exit 2
fi
[ -s "$file" ] || { echo "publish-package.sh: there is no $file; deploy/package makes it" >&2; exit 2; }
blob="$(basename "$file")"
if ! [[ "$blob" =~ ^gait-suite-(.+)-linux-x86_64\.tar\.gz$ ]]; then
    echo "publish-package.sh: $blob is not named as deploy/package names it, so its version is not known" >&2
    exit 2
fi
version="${BASH_REMATCH[1]}"
sum="$(sha256sum "$file" | cut -d ' ' -f 1)"

accounts="$(az storage account list --resource-group "$group" --output json \
    --query "[?tags.suite=='gait' && tags.installation=='$name'].{name: name, blobs: primaryEndpoints.blob}")"
if [ "$(jq length <<< "$accounts")" -ne 1 ]; then
    echo "publish-package.sh: $group has no store of $name yet; deploy.sh vmss --group $group … machines=false makes it" >&2
    exit 1
fi
account="$(jq -r '.[0].name' <<< "$accounts")"
blobs="$(jq -r '.[0].blobs' <<< "$accounts")"
where=(--auth-mode login --account-name "$account" --container-name packages --name "$blob")

upload() {
    local there known tries=1
    until there="$(az storage blob exists "${where[@]}" --query exists --output tsv)"; do
        [ "$tries" -lt 20 ] || { echo "publish-package.sh: the container packages of $account does not let us in" >&2; exit 1; }
        echo "Not let in yet; again in 15 s." >&2
        tries=$((tries + 1))
        sleep 15
    done
    if [ "$there" = "true" ]; then
        known="$(az storage blob show "${where[@]}" --query metadata.sha256 --output tsv)"
        if [ "$known" != "$sum" ]; then
            echo "publish-package.sh: another package $blob is there already; give this one its own version (deploy/package --version)" >&2
            exit 1
        fi
        echo "$blob is there already." >&2
    else
        az storage blob upload "${where[@]}" --file "$file" --content-type application/gzip --metadata "sha256=$sum" \
            --overwrite false --no-progress --output none
    fi
}
[ -n "$dry" ] || upload

printf '%s\n' "packageUrl=${blobs%/}/packages/$blob" "packageSha256=$sum" "version=$version"
