# Added to the functions of initramfs-tools while the initrd is made. mkinitramfs starts these programs some 15,000 times,
# which takes longer than all the rest; where the shell can tell what they would do, they are not started.

# Modules for which firmware is asked: for each kernel, a file with the paths of those whose bytes say `firmware=` anywhere.
selfsame_lists=/tmp/selfsame-firmware-
selfsame_newline='
'

readlink() {
    if [ "$#" = 2 ] && [ "$1" = -f ]; then
        if [ "$2" = /bin ] && [ -n "$selfsame_bin" ]; then
            printf '%s\n' "$selfsame_bin"
            return
        elif selfsame_is_real "$2"; then
            printf '%s\n' "$2"
            return
        fi
    fi
    command readlink "$@"
}

realpath() {
    local path
    if [ "$#" = 2 ]; then
        path=$2
        case $1:$2 in
            -ms://*) path=/${2#//} ;;
        esac
        if selfsame_is_clean "$path"; then
            case $1 in
                -ms) printf '%s\n' "$path" && return ;;
                -s) [ -e "$path" ] && printf '%s\n' "$path" && return ;;
            esac
        fi
    fi
    command realpath "$@"
}

mkdir() {
    [ "$#" = 2 ] && [ "$1" = -p ] && [ -d "$2" ] || command mkdir "$@"
}

# Reads the bytes of 800 modules, and of the libraries for their signatures.
modinfo() {
    if [ "$#" = 5 ] && [ "$1 $3 $4" = '-k -F firmware' ] && [ -f "$selfsame_lists$2" ]; then
        case $5 in
            "/lib/modules/$2/"*.ko)
                case $selfsame_firmware in
                    *"$selfsame_newline$5$selfsame_newline"*) ;;
                    # the list has no path with a link in it
                    *) selfsame_is_real "$selfsame_modules/${5#/lib/modules/}" && return ;;
                esac
                ;;
        esac
    fi
    command modinfo "$@"
}

# Says 1, as its documentation has it, for what is there already: a module is named once for each other one that needs it.
if command -v selfsame_copy_file >/dev/null; then
    copy_file() {
        if [ "$#" = 2 ] && [ -f "$DESTDIR/$2" ] && [ -f "$2" ] && [ ! -h "$2" ] && selfsame_is_clean "$2"; then
            return 1
        fi
        selfsame_copy_file "$@"
    }
fi

# Whether a path begins at the root and says nothing that leads to another path.
selfsame_is_clean() {
    case $1/ in
        / | *//* | */./* | */../*) return 1 ;;
        /*) ;;
        *) return 1 ;;
    esac
}

# Whether there is something at a clean path, without a symbolic link on the way.
selfsame_is_real() {
    local at rest
    selfsame_is_clean "$1" && [ -e "$1" ] || return 1
    at='' rest=${1#/}
    while [ -n "$rest" ]; do
        at=$at/${rest%%/*}
        [ ! -h "$at" ] || return 1
        case $rest in
            */*) rest=${rest#*/} ;;
            *) rest='' ;;
        esac
    done
}

# asked for every file, and always the same
selfsame_bin=$(command readlink -f /bin)
selfsame_modules=$(command readlink -f /lib/modules || :)
selfsame_firmware=$selfsame_newline$(cat "$selfsame_lists"* 2>/dev/null || :)$selfsame_newline
