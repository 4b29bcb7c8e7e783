#!/usr/bin/env bash
# Makes the secrets of an installation that are not there yet, each in a file that its owner alone can read.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: secrets.sh FOLDER [--self-signed HOST]

Makes what is missing in FOLDER and leaves what is there:
  sql-password             of the SQL administrator: makes the users of the databases (sql-users.sh), stays with the operators
  sessions-sql-password, analyses-sql-password
                           of the users as which the services log in
  bootstrap-password       of the first operator account
  identity-private-key.pem, identity-public-key.pem
                           with which the gateway vouches for callers
  tls-certificate.pem, tls-private-key.pem
                           put your own there, the certificate with its chain; --self-signed HOST makes a pair for a trial
  tls-pfx                  the same two for an application gateway, made anew when one of them is newer

Keep FOLDER out of the repository. After the deployment the values are in Key Vault, but for the first.
To rotate one, remove its file, run this again, and see "Secrets" in deploy/azure/README.md.
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

for name in sql-password sessions-sql-password analyses-sql-password bootstrap-password; do
    [ -s "$name" ] || password > "$name"
done
[ -s identity-private-key.pem ] ||
    openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out identity-private-key.pem 2> /dev/null ||
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out identity-private-key.pem
openssl pkey -in identity-private-key.pem -pubout -out identity-public-key.pem
if [ -n "$host" ] && [ ! -s tls-certificate.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=$host" \
        -addext "subjectAltName=DNS:$host" -keyout tls-private-key.pem -out tls-certificate.pem 2> /dev/null
fi
if [ -s tls-certificate.pem ] && [ -s tls-private-key.pem ] &&
    { [ ! -s tls-pfx ] || [ tls-certificate.pem -nt tls-pfx ] || [ tls-private-key.pem -nt tls-pfx ]; }; then
    # No password and the form that every reader knows: the vault guards it, as it does the key beside it.
    openssl pkcs12 -export -in tls-certificate.pem -inkey tls-private-key.pem -passout pass: \
        -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 | base64 | tr -d '\n' > tls-pfx.new
    mv tls-pfx.new tls-pfx
fi
ls -1
