# Sourced by run, test and bench: finds a JDK 25 or newer and exports JAVA_HOME, or says how to get one and returns 1.

jdk_major() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk25() {
    local candidate major on_path
    on_path=$(command -v javac 2>/dev/null || true)
    [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" \
        /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/*jdk* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$candidate" ] || continue
        major=$(jdk_major "$candidate") || continue
        if [ "${major:-0}" -ge 25 ]; then
            export JAVA_HOME="$candidate"
            return 0
        fi
    done
    echo "Gait Suite needs a JDK 25 and found none in JAVA_HOME, on the PATH or in the usual folders." >&2
    echo "Get one from https://adoptium.net (or: sdk install java 25-tem), or set JAVA_HOME to it." >&2
    return 1
}
