# Sourced by test: brings Azurite, the emulator of Azure Blob Storage that the tests of the blob store start, into .run/tools (15 s the
# first time), or says what is missing and returns 1. Needs Node and npm, which it installs where it may.

azurite_version=3.35.0

find_azurite() {
    local tools="$1/.run/tools" have
    have=$(sed -n 's/^ *"version": "\(.*\)",*$/\1/p' "$tools/node_modules/azurite/package.json" 2> /dev/null || true)
    [ "$have" != "$azurite_version" ] || return 0
    if ! command -v npm > /dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
            echo "Installing what the tests of the blob store start: nodejs npm"
            apt-get update -qq
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm > /dev/null
        else
            echo "The tests of the blob store need Node and npm, to install Azurite with: apt-get install nodejs npm" >&2
            return 1
        fi
    fi
    echo "Installing Azurite $azurite_version in .run/tools for the tests of the blob store"
    mkdir -p "$tools"
    if ! npm install --silent --no-audit --no-fund --no-save --prefix "$tools" "azurite@$azurite_version" > /dev/null; then
        echo "Azurite could not be installed: is this machine connected, or behind a proxy that npm does not know?" >&2
        return 1
    fi
}
