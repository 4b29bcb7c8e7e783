# Sourced by test: lends programs that only check files. They are taken out of their Debian packages into .run/tools and not installed,
# because installing cloud-init or Prometheus would have them started at the next boot.

borrow() {
    local root=$1 program=$2 package=$3 folder needed
    command -v "$program" > /dev/null && return 0
    folder="$root/.run/tools/borrowed"
    export PATH="$folder/bin:$PATH"
    [ ! -x "$folder/bin/$program" ] || return 0
    command -v apt-get > /dev/null || return 0 # The test that needs it says what was not checked.
    echo "Fetching $program, with which the tests check what is deployed"
    [ "$(id -u)" != 0 ] || apt-get update -qq || true # A list of yesterday may do.
    mkdir -p "$folder/bin" "$folder/packages"
    needed=$(apt-get install --simulate --no-install-recommends "$package" 2> /dev/null | awk '/^Inst/ { print $2 }') || needed=""
    # shellcheck disable=SC2086 # A list of names.
    if [ -n "$needed" ] && (cd "$folder/packages" && apt-get download -qq -o APT::Sandbox::User=root $needed > /dev/null); then
        for file in "$folder"/packages/*.deb; do
            dpkg-deb --extract "$file" "$folder"
            rm "$file"
        done
    fi
    if [ ! -x "$folder/usr/bin/$program" ]; then
        echo "$program could not be fetched; the tests say what is not checked without it." >&2
        return 0
    fi
    {
        echo '#!/bin/sh'
        echo "PYTHONPATH='$folder/usr/lib/python3/dist-packages' exec '$folder/usr/bin/$program' \"\$@\""
    } > "$folder/bin/$program"
    chmod +x "$folder/bin/$program"
}
