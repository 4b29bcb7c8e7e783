#!/usr/bin/env bash
# Deploys the scale set: deploy.sh with the package's sum taken from the package, so that nobody types it.
set -euo pipefail

if [ "${1:-}" = "--help" ] || [ $# -eq 0 ]; then
    cat <<'TEXT'
usage: vmss/deploy.sh --package FILE --package-url URL --ssh-key FILE.pub --group GROUP --secrets FOLDER [...]

--package      the suite's package as it was built, gait-suite-VERSION-linux-x86_64.tar.gz: its name gives the version
--package-url  where machines fetch the same file (HTTPS)
--ssh-key      public key of the operators
The rest is as in deploy.sh, for instance --location westus3 preset=small spotWorkers=true 'sshFrom=["203.0.113.7/32"]'
TEXT
    exit 0
fi

package="" url="" key=""
rest=()
while [ $# -gt 0 ]; do
    case "$1" in
        --package) package="${2:?}"; shift 2 ;;
        --package-url) url="${2:?}"; shift 2 ;;
        --ssh-key) key="${2:?}"; shift 2 ;;
        *) rest+=("$1"); shift ;;
    esac
done
for wanted in package url key; do
    [ -n "${!wanted}" ] || { echo "vmss/deploy.sh: --help says what is needed; $wanted is missing" >&2; exit 2; }
done

file="$(basename "$package")"
version="${file#gait-suite-}"
version="${version%-linux-x86_64.tar.gz}"
sum="$(sha256sum "$package" | cut -d ' ' -f 1)"

exec "$(dirname "${BASH_SOURCE[0]}")/../deploy.sh" vmss "${rest[@]}" \
    "packageUrl=$url" "packageSha256=$sum" "version=$version" "sshPublicKey=$(cat "$key")"
