# What every backend's driver does; org.selfsame.sandbox.Driver is the other end and says what the requests are.
#
# Standard input brings requests, a line each, and the bytes that belong to them; standard output takes the answers,
# standard error the log. A backend defines before it comes here:
#   in_root VARIABLE=VALUE ... -- PROGRAM ARGUMENT ...   which runs a program in the root, and sets `status`, or `broken`
#   clean_up                                             which removes what would outlive it
# and the variable `root`: where the root lies.
newline='
'
exec 3<&0

# Runs "$@" on the next $1 bytes of the control stream, all of which are taken whether it reads them or not.
on_bytes() {
    count=$1
    shift
    head -c "$count" | {
        "$@"
        code=$?
        cat >/dev/null
        exit "$code"
    }
}

# unpack MARK SIZE DIRECTORY
unpack() {
    on_bytes "$2" tar --extract --file=- --numeric-owner --same-owner --preserve-permissions --xattrs \
        --xattrs-include='*' --directory="$3" >&2
    code=$?
    printf '\001%s' "$1" >&2
    echo "unpacked $code $(free_bytes)"
}

# run MARK VARIABLE=VALUE ... -- PROGRAM ARGUMENT ...
run() {
    mark=$1
    shift
    broken= status=0
    # Nothing is sent while a program runs. The end of the requests means that nobody waits for it any more.
    { read -r go <&3 || kill -s KILL -- -1; } &
    watcher=$!
    times >/tmp/before
    in_root "$@" </dev/null >&2 3<&-
    times >/tmp/after
    printf '\001%s' "$mark" >&2
    if [ -n "$broken" ]; then
        echo "broken $broken"
    else
        echo "ended $status $(free_bytes) $(children </tmp/before) $(children </tmp/after)"
    fi
    wait "$watcher"
}

# save MARK
save() {
    tar --create --file=- --format=posix --pax-option=delete=atime,delete=ctime --numeric-owner --xattrs \
        --xattrs-include='*' --one-file-system --directory="$root" .
    code=$?
    printf '\001%s' "$1"
    printf '\001%s' "$1" >&2
    echo "saved $code"
}

# The bytes that the file system of the root has left for everybody.
free_bytes() {
    free_blocks=$(stat -f -c '%a %S' "$root") && echo $((${free_blocks% *} * ${free_blocks#* }))
}

# The second line of what `times` says: the processor time of all children that have ended, as minutes, "m", seconds and
# "s": of users, then of the system.
children() {
    read -r own && read -r both && echo "$both"
}

# The requests are words that the shell may split: who writes them quotes.
requests() {
    echo ready
    while read -r request; do
        eval "$request"
    done
    clean_up
}
