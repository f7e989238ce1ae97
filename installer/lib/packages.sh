# Debian packages by list (installer/packages/NAME). Sourced by the installer's scripts.

# Prints the packages of the named lists, one a line.
listedPackages() {
    local list
    for list in "$@"; do
        grep -vE '^[[:space:]]*(#|$)' "$root/installer/packages/$list"
    done
}

# Prints those of its arguments that dpkg does not know as installed.
missingPackages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

# Runs apt-get as root, by sudo when needed.
runApt() {
    local asRoot=()
    [ "$(id -u)" = 0 ] || asRoot=(sudo)
    "${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# Installs what is missing of the named lists; apt is not touched when nothing is.
installPackages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
        stop "This script installs packages on Debian 12 and its relatives; apt is not here." \
             "Elsewhere install what installer/packages/ lists, then: cmake --preset release && ninja -C build/release"
    local missing log
    missing=($(missingPackages $(listedPackages "$@")))
    if [ "${#missing[@]}" = 0 ]; then
        echo "all packages are installed"
        return 0
    fi
    echo "missing: ${missing[*]}"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        stop "Packages are missing and this is neither root nor is there sudo." \
             "As root run: apt-get install ${missing[*]}"
    fi
    log=$(mktemp) || stop "No temporary file can be made: is the disk full?"
    if ! { runApt update && runApt install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 8 "$log" >&2
        explainAptFailure "$log" "${missing[@]}"
    fi
    rm -f "$log"
}

# Says in one sentence why apt failed, as far as its log tells.
explainAptFailure() {
    local log=$1
    shift
    if grep -qiE 'no space left|not have enough free space' "$log"; then
        stop "The disk is full: apt could not install the packages." "Free some space (about 2 GB are needed) and run this again."
    elif grep -qiE 'could not resolve|temporary failure|unable to connect|failed to fetch|network is unreachable|connection (timed out|refused)' "$log"; then
        stop "There is no network, or the Debian mirror does not answer; these packages are missing:" "  $*"
    elif grep -qiE 'unable to locate package|no installation candidate' "$log"; then
        stop "This Debian does not have all packages that Weir needs; it is built for Debian 12." "Wanted: $*"
    elif grep -qiE 'sudo:|permission denied|are you root' "$log"; then
        stop "The packages could not be installed without the right to do so (sudo said no)." "As root run: apt-get install $*"
    fi
    stop "apt could not install the packages; its last lines are above." "By hand: apt-get install $*"
}
