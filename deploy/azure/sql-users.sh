#!/usr/bin/env bash
# Makes the users as which the services log in to their databases, and nothing of which they could read the other's.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: sql-users.sh --group GROUP --secrets FOLDER [--name NAME] [--sessions-user USER] [--analyses-user USER]
                    [--audit-retention] [--drop USER]

Makes gait_sessions in the database accounts and gait_analyses in analyses, with the passwords from FOLDER (see secrets.sh), or
gives them these passwords if they are there. They may read, write and make tables, since the services bring their tables along;
the audit trail they may only add to. Run it twice at the first deployment: before the services start, and once more when
analysis-service has made its tables, for the audit trail. Any further time it changes nothing.

--sessions-user, --analyses-user   other names: a second user, with which a password is rotated without a gap
--audit-retention                  GAIT_RETENTION_AUDIT is set: events may be deleted, though never changed
--drop USER                        afterwards, removes a user that no service uses any more, from both databases
--name                             of the installation, as everywhere (gait)

Needs az (logged in), jq and sqlcmd (either kind), and an address among operatorAddresses.
TEXT
}

group="" secrets="" name="gait" sessions="gait_sessions" analyses="gait_analyses" retention="" drop=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --group) group="${2:?}"; shift 2 ;;
        --secrets) secrets="${2:?}"; shift 2 ;;
        --name) name="${2:?}"; shift 2 ;;
        --sessions-user) sessions="${2:?}"; shift 2 ;;
        --analyses-user) analyses="${2:?}"; shift 2 ;;
        --audit-retention) retention="yes"; shift ;;
        --drop) drop="${2:?}"; shift 2 ;;
        *) echo "sql-users.sh: what is $1?" >&2; exit 2 ;;
    esac
done
if [ -z "$group" ] || [ -z "$secrets" ]; then
    usage >&2
    exit 2
fi
for user in "$sessions" "$analyses" ${drop:+"$drop"}; do
    [[ "$user" =~ ^[A-Za-z][A-Za-z0-9_]{0,63}$ ]] || { echo "sql-users.sh: $user is no name for a user" >&2; exit 2; }
done
if [ "$drop" = "$sessions" ] || [ "$drop" = "$analyses" ]; then
    echo "sql-users.sh: $drop is in use; name its successor with --sessions-user or --analyses-user" >&2
    exit 2
fi
command -v sqlcmd > /dev/null || { echo "sql-users.sh: sqlcmd is missing (go-sqlcmd or Microsoft's mssql-tools)" >&2; exit 2; }

# Read into variables and files alone: a command line is seen by all.
password() {
    local value
    [ -s "$secrets/$1" ] || { echo "sql-users.sh: $secrets holds no $1; make it with secrets.sh" >&2; exit 2; }
    value="$(< "$secrets/$1")"
    # What would end a string of SQL, or mean something to sqlcmd, may be in a password but need not.
    [[ "$value" =~ ^[A-Za-z0-9._~!@#%^*+=:-]{12,128}$ ]] ||
        { echo "sql-users.sh: $1 has to be 12 to 128 of A-Z a-z 0-9 . _ ~ ! @ # % ^ * + = : -" >&2; exit 2; }
    printf '%s' "$value"
}
administratorPassword="$(password sql-password)"
sessionsPassword="$(password sessions-sql-password)"
analysesPassword="$(password analyses-sql-password)"

server="$(az sql server list --resource-group "$group" --output json |
    jq --arg name "$name" 'map(select(.tags.installation == $name)) | first // empty')"
[ -n "$server" ] || { echo "sql-users.sh: no SQL server of the installation $name in $group; deploy first" >&2; exit 1; }
host="$(jq -r .fullyQualifiedDomainName <<< "$server")"
administrator="$(jq -r .administratorLogin <<< "$server")"

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
umask 077

userOf() {
    local user="$1" password="$2"
    cat <<SQL
SET NOCOUNT ON;
IF DATABASE_PRINCIPAL_ID(N'$user') IS NULL
    CREATE USER [$user] WITH PASSWORD = N'$password';
ELSE
    ALTER USER [$user] WITH PASSWORD = N'$password';
ALTER ROLE db_datareader ADD MEMBER [$user];
ALTER ROLE db_datawriter ADD MEMBER [$user];
ALTER ROLE db_ddladmin ADD MEMBER [$user];
SQL
}
auditOf() {
    local user="$1" deletion="DENY"
    [ -z "$retention" ] || deletion="REVOKE"
    cat <<SQL
IF OBJECT_ID(N'dbo.audit_events') IS NULL
    PRINT N'The audit trail is not there yet: run this again when analysis-service has started.';
ELSE
BEGIN
    DENY UPDATE ON dbo.audit_events TO [$user];
    $deletion DELETE ON dbo.audit_events TO [$user];
END;
SQL
}
removal() {
    [ -z "$drop" ] || printf 'DROP USER IF EXISTS [%s];\n' "$drop"
}

{ userOf "$sessions" "$sessionsPassword"; removal; } > "$scratch/accounts.sql"
{ userOf "$analyses" "$analysesPassword"; auditOf "$analyses"; removal; } > "$scratch/analyses.sql"
for database in accounts analyses; do
    SQLCMDPASSWORD="$administratorPassword" sqlcmd -S "$host" -d "$database" -U "$administrator" -l 30 -N -b -x \
        -i "$scratch/$database.sql" ||
        { echo "sql-users.sh: $host, database $database: is your address among operatorAddresses?" >&2; exit 1; }
done
echo "$host: $sessions in accounts, $analyses in analyses"
