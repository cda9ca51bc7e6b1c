# The driver of a sandbox in namespaces. It is started in a user namespace of its own, in the directory that holds the
# scratch files, and becomes process 1 of the others. What it uses of the host it sees read-only below a root of its own;
# the rest of the host is not there any more.
set -u

# What maintainer scripts and builds need to own and to change files, and to become other users.
capabilities=-all,+chown,+dac_override,+dac_read_search,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap
capabilities=$capabilities,+setfcap,+sys_chroot,+net_bind_service,+ipc_owner

# What may be in /run and in /dev/shm, and how many files the root may have.
small=256m
inodes=4m

# Ends the sandbox before it was opened.
refuse() {
    echo "refused $1"
    exit 1
}

# Part 1, in the user namespace: waits until its ids have been mapped, then enters the other namespaces.
enter_namespaces() {
    echo mapping
    read -r go || exit 1
    exec unshare --mount --propagation private --pid --net --uts --ipc --cgroup --fork --kill-child \
        sh -c 'eval "$SELFSAME_SCRIPT"; become_driver'
}

# Part 2, in all namespaces: makes the root of the driver and what is mounted in the sandbox.
become_driver() {
    stage=/tmp
    mount -n -t tmpfs -o mode=755,size=4m selfsame "$stage" || refuse mount
    # Mounted by a relative name: the directories above may be closed to this user.
    mkdir "$stage/scratch" && mount -n --no-canonicalize --bind . "$stage/scratch" || refuse scratch
    cd "$stage" || refuse mount
    mkdir root old etc proc dev tmp mounts mounts/dev mounts/run mounts/sys
    for directory in usr bin sbin lib lib32 lib64 libx32 nix gnu; do
        if [ -h "/$directory" ]; then
            ln -s "$(readlink "/$directory")" "$directory"
        elif [ -d "/$directory" ]; then
            mkdir "$directory" && mount -n --rbind "/$directory" "$directory" || refuse mount
            # Not owned by anyone here, so it could not be written anyway; some hosts do not allow this.
            mount -n -o remount,bind,ro "$directory" 2>/dev/null
        fi
    done
    if [ -e /etc/ld.so.cache ]; then
        : >etc/ld.so.cache && mount -n --bind /etc/ld.so.cache etc/ld.so.cache || refuse mount
    fi
    mount -n -t proc proc proc || refuse proc
    mount_devices mounts/dev /dev
    mount_devices dev /dev
    lo_up
    pivot_root . old && umount -n -l old && cd / && rmdir old || refuse mount
    mount -n -t tmpfs -o "mode=755,size=$small" run mounts/run || refuse mount
    mount -n -t tmpfs -o mode=555,size=4k,ro sys mounts/sys || refuse mount
    list_mounts >/mounts/table
    root=/root
    if [ "$SELFSAME_DISK" = yes ]; then
        mkdir scratch/root && chmod 755 scratch/root && mount -n --bind scratch/root root || refuse scratch
    else
        mount -n -t tmpfs -o "mode=755,size=$SELFSAME_ROOT_BYTES,nr_inodes=$inodes" root root || refuse root
    fi
    hostname -- "$SELFSAME_HOST_NAME" || refuse hostname
    # No program inside can make namespaces of its own, and with them become more than it is.
    for kind in user mnt pid net ipc uts cgroup time; do
        limit=/proc/sys/user/max_${kind}_namespaces
        [ ! -e "$limit" ] || [ "$kind" = mnt ] || [ "$kind" = pid ] || echo 0 >"$limit" || refuse limits
    done
    requests
}

# What is mounted in the root for each program, as fstab(5) has it: one mount(8) does them all.
list_mounts() {
    echo "/mounts/dev /root/dev none rbind 0 0"
    echo "/mounts/run /root/run none rbind 0 0"
    echo "/mounts/sys /root/sys none rbind 0 0"
    echo "proc /root/proc proc nosuid,nodev,noexec 0 0"
    # What tells of the host and is of no use inside.
    for file in cmdline config.gz diskstats kallsyms kcore key-users keys locks mdstat partitions sched_debug swaps \
        timer_list; do
        [ ! -e "/proc/$file" ] || echo "/dev/null /root/proc/$file none bind 0 0"
    done
}

# The devices that need no privilege, as the host has them: a user namespace cannot make any.
mount_devices() {
    mount -n -t tmpfs -o mode=755,size=64k dev "$1" || refuse mount
    for device in null zero full random urandom tty; do
        : >"$1/$device" && mount -n --bind "$2/$device" "$1/$device" || refuse mount
    done
    mkdir "$1/pts" "$1/shm"
    mount -n -t devpts -o newinstance,mode=620,ptmxmode=666,gid=5 devpts "$1/pts" || refuse mount
    mount -n -t tmpfs -o "mode=1777,size=$small" shm "$1/shm" || refuse mount
    ln -s pts/ptmx "$1/ptmx"
    ln -s /proc/self/fd "$1/fd"
    ln -s /proc/self/fd/0 "$1/stdin"
    ln -s /proc/self/fd/1 "$1/stdout"
    ln -s /proc/self/fd/2 "$1/stderr"
}

# Brings up the loopback interface, the only one there is: by writing its flags where there is no ip(8).
lo_up() {
    if command -v ip >/dev/null; then
        ip link set lo up || refuse net
    else
        mount -n -t sysfs sysfs tmp && echo 0x1 >tmp/class/net/lo/flags && umount -n tmp || refuse net
    fi
}

# mount_point DIRECTORY PATH
# Makes a directory to mount on where there is none, and remembers to take it away. A path with a symbolic link in it might
# lead out of the root.
mount_point() {
    at=$1 rest=$2
    while [ -n "$rest" ]; do
        part=${rest%%/*}
        case $rest in */*) rest=${rest#*/} ;; *) rest= ;; esac
        [ -n "$part" ] || continue
        at=$at/$part
        if [ -h "$at" ] || { [ -e "$at" ] && [ ! -d "$at" ]; }; then
            broken=mountpoint
            return 1
        fi
        if [ ! -d "$at" ]; then
            mkdir -m 755 "$at" || { broken=mountpoint; return 1; }
            made="$at$newline$made"
        fi
    done
}

# Part 3, for each program: its own process and mount namespaces. Process 1 there waits for it; when it ends, the kernel
# kills what is left.
in_root() {
    made=
    for point in dev proc run sys; do
        mount_point "$root" "$point" || break
    done
    target=
    case $SELFSAME_INPUTS in
        '') ;;
        /run/*) target=$root$SELFSAME_INPUTS && mount_point /mounts "$SELFSAME_INPUTS" ;;
        *) target=$root$SELFSAME_INPUTS && mount_point "$root" "$SELFSAME_INPUTS" ;;
    esac
    rm -f /tmp/started
    if [ -z "$broken" ]; then
        # The script is in the environment: what this process was started with can be read inside.
        SELFSAME_TARGET=$target unshare --mount --propagation private --pid --fork --kill-child \
            sh -c 'eval "$SELFSAME_SCRIPT"; be_first "$@"' sh "$@"
        status=$?
        [ -e /tmp/started ] || broken=mounts
    fi
    while [ -n "$made" ]; do
        rmdir "${made%%"$newline"*}" 2>/dev/null
        made=${made#*"$newline"}
    done
}

be_first() {
    exec 3<&-
    root=/root
    mount -n --all --fstab /mounts/table || exit 1
    [ -z "$SELFSAME_TARGET" ] || mount -n --bind -o ro /scratch/inputs "$SELFSAME_TARGET" || exit 1
    chroot=$(command -v chroot)
    # "$@" with the way into the root put before the program.
    count=$# seen=
    while [ "$count" -gt 0 ]; do
        if [ -z "$seen" ] && [ "$1" = -- ]; then
            seen=yes
            set -- "$@" "$chroot" .
        else
            set -- "$@" "$1"
        fi
        shift
        count=$((count - 1))
    done
    # Moved over the root of the driver, which cannot be reached from below it any more.
    cd "$root" && mount -n --move . / && : >/tmp/started || exit 1
    umask "$SELFSAME_UMASK"
    ${SELFSAME_TASKSET:-} prlimit --nproc="$SELFSAME_PROCESSES" --core=0 --nofile=1024: \
        setpriv --bounding-set="$capabilities" --inh-caps=-all env -i "$@"
    exit $?
}

# Says where the inputs or the root have libfaketime.
find_faketime() {
    found=
    [ ! -f /scratch/inputs/clock/libfaketime.so.1 ] || found=$SELFSAME_INPUTS/clock/libfaketime.so.1
    for library in "$root"/usr/lib/*/faketime/libfaketime.so.1; do
        [ -n "$found" ] || [ ! -f "$library" ] || found=${library#"$root"}
    done
    echo "$found"
}

clean_up() {
    rm -rf /scratch/root /scratch/inputs
}

# Instead of part 1: removes what a driver that was killed has left in the current directory.
remove_remains() {
    echo mapping
    read -r go && rm -rf root inputs
}
