#!/usr/bin/env bash
# Makes the secrets of an installation that are not there yet, each in a file that its owner alone can read.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: secrets.sh FOLDER [--self-signed HOST]

Makes what is missing in FOLDER and leaves what is there:
  sql-password             of the SQL administrator as which the services log in
  bootstrap-password       of the first operator account
  identity-private-key.pem, identity-public-key.pem
                           with which the gateway vouches for callers
  tls-certificate.pem, tls-private-key.pem
                           put your own there; --self-signed HOST makes a pair for a trial

Keep FOLDER out of the repository. After the deployment the values are in Key Vault.
TEXT
}

folder="" host=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --self-signed) host="${2:?--self-signed wants a host name}"; shift 2 ;;
        -*) echo "secrets.sh: unknown option $1" >&2; exit 2 ;;
        *) folder="$1"; shift ;;
    esac
done
[ -n "$folder" ] || { usage >&2; exit 2; }

umask 077
mkdir -p "$folder"
cd "$folder"

# Azure SQL wants letters of both cases and digits; hexadecimal digits alone might lack some.
password() {
    printf 'Gs1-%s' "$(openssl rand -hex 20)"
}

[ -s sql-password ] || password > sql-password
[ -s bootstrap-password ] || password > bootstrap-password
[ -s identity-private-key.pem ] ||
    openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out identity-private-key.pem 2> /dev/null ||
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out identity-private-key.pem
openssl pkey -in identity-private-key.pem -pubout -out identity-public-key.pem
if [ -n "$host" ] && [ ! -s tls-certificate.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=$host" \
        -addext "subjectAltName=DNS:$host" -keyout tls-private-key.pem -out tls-certificate.pem 2> /dev/null
fi
ls -1
