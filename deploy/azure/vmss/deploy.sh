#!/usr/bin/env bash
# Deploys the scale set: deploy.sh with the package's place, sum and version taken from the package, so that nobody types them.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/deploy.sh --package FILE [--package-url URL] --ssh-key FILE.pub --group GROUP --secrets FOLDER [...]

--package      the suite's package as it was built, gait-suite-VERSION-linux-x86_64.tar.gz: its name gives the version
--package-url  where machines fetch the same file (HTTPS). Without it publish-package.sh puts it into the installation's own store,
               which the first deployment makes: deploy.sh vmss … machines=false
--ssh-key      public key of the operators
The rest is as in deploy.sh, for instance --location westus3 preset=small spotWorkers=true 'sshFrom=["203.0.113.7/32"]'
TEXT
    exit 0
fi

package="" url="" key="" group="" name="gait"
rest=() publishing=()
while [ $# -gt 0 ]; do
    case "$1" in
        --package) package="${2:?}"; shift 2 ;;
        --package-url) url="${2:?}"; shift 2 ;;
        --ssh-key) key="${2:?}"; shift 2 ;;
        --group) group="${2:?}"; rest+=("$1" "$2"); shift 2 ;;
        name=*) name="${1#name=}"; rest+=("$1"); shift ;;
        @*) inside="$(jq -r '.parameters.name.value // empty' "${1#@}")"; name="${inside:-$name}"; rest+=("$1"); shift ;;
        --what-if) publishing+=(--dry-run); rest+=("$1"); shift ;;
        *) rest+=("$1"); shift ;;
    esac
done
for wanted in package key group; do
    [ -n "${!wanted}" ] || { echo "vmss/deploy.sh: --help says what is needed; $wanted is missing" >&2; exit 2; }
done
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
public="$(cat "$key")"

if [ -z "$url" ]; then
    published="$("$here/publish-package.sh" --name "$name" --group "$group" "${publishing[@]}" "$package")"
    mapfile -t parameters <<< "$published"
else
    file="$(basename "$package")"
    version="${file#gait-suite-}"
    sum="$(sha256sum "$package" | cut -d ' ' -f 1)"
    parameters=("packageUrl=$url" "packageSha256=$sum" "version=${version%-linux-x86_64.tar.gz}")
fi

exec "$here/../deploy.sh" vmss "${rest[@]}" "${parameters[@]}" "sshPublicKey=$public"
