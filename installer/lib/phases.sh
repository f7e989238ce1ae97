# Phases with their times, and sentences instead of stack traces. Sourced by the installer's scripts.

# Starts a phase; the one before it ends here.
phase() {
    endPhase
    phaseName=$1
    phaseStart=$SECONDS
    printf '== %s\n' "$phaseName"
}

# Prints what the running phase took.
endPhase() {
    [ -z "${phaseName:-}" ] || printf '== %s: %s\n\n' "$phaseName" "$(duration $((SECONDS - phaseStart)))"
    phaseName=
}

duration() {
    if [ "$1" -ge 60 ]; then
        printf '%d min %d s' $(($1 / 60)) $(($1 % 60))
    else
        printf '%d s' "$1"
    fi
}

# Ends the script: what went wrong, then what the person can do, one sentence a line.
stop() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}
