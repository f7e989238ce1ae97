# Configuring and building a preset. Sourced by the installer's scripts.

# configure PRESET [-DOPTION...]: quiet unless it fails.
configure() {
    local preset=$1 log
    mkdir -p "$root/build" || stop "$root/build cannot be made: is the disk full or the folder read-only?"
    log=$root/build/configure-$preset.log
    if ! (cd "$root" && cmake --preset "$@") >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        stop "CMake could not configure preset $preset; all it said is in $log."
    fi
    grep -E 'Wrote|written to' "$log" | tail -n 1
}

# build PRESET [TARGET...]: ninja's status as it goes, its errors in full.
build() {
    local preset=$1
    shift
    if ! ninja -C "$root/build/$preset" "$@"; then
        if [ "$(df -Pk "$root/build" | awk 'NR == 2 {print $4}')" -lt 204800 ]; then
            stop "The build failed, and the disk is nearly full: free about 2 GB and run this again."
        fi
        stop "The build failed; the first lines with 'error' above say where."
    fi
}
