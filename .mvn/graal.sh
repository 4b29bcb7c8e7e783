# Sourced by run, test and bench: finds GraalVM or Mandrel for JDK 25 and exports GRAALVM_HOME, or says how to get one and returns 1.

native_image_of() {
    [ -n "$1" ] && [ -x "$1/bin/native-image" ] || return 1
    "$1/bin/native-image" --version 2> /dev/null | grep -q 'build 2[5-9]\|native-image 2[5-9]'
}

find_graal() {
    local candidate on_path toolchain
    on_path=$(command -v native-image 2> /dev/null || true)
    [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${GRAALVM_HOME:-}" "$on_path" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*graal* /opt/*mandrel* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$1/.run/graal"; do
        if native_image_of "$candidate"; then
            export GRAALVM_HOME="$candidate"
            return 0
        fi
    done
    # A folder of shared material may hold a way to assemble one; see CONTRIBUTING.md. What another user put there is not run.
    toolchain="${GAIT_SHARED:-$1/../shared}/native-toolchain/setup-native-image.sh"
    if [ -O "$toolchain" ] || [ "$(stat -c %u "$toolchain" 2> /dev/null)" = 0 ]; then
        mkdir -p "$1/.run"
        if bash "$toolchain" "$1/.run/graal" > "$1/.run/graal.log" 2>&1; then
            export GRAALVM_HOME="$1/.run/graal"
            return 0
        fi
        echo "The toolchain of GAIT_SHARED could not be set up; see .run/graal.log." >&2
    fi
    echo "Native executables need GraalVM or Mandrel for JDK 25: get Mandrel from https://github.com/graalvm/mandrel/releases" >&2
    echo "(or: sdk install java 25-graalce) and set GRAALVM_HOME to it. C compiler and zlib headers: apt-get install gcc zlib1g-dev" >&2
    return 1
}
