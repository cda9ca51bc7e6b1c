#!/usr/bin/busybox sh
# The first process of a guest, and the driver of its sandbox. Its serial ports are called by what they carry: `control` the
# requests, `answers`, and `log`. When the host closes them, the guest ends.
/usr/bin/busybox --install -s /applets
export PATH=/usr/bin:/applets

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs -o mode=755 tmpfs /tmp
mount -t cgroup2 cgroup2 /sys/fs/cgroup
for module in /modules/*.ko; do
    insmod "$module"
done
ip link set lo up
echo '+pids +memory' >/sys/fs/cgroup/cgroup.subtree_control
# Memory is promised without limit, as programs are used to, and whoever uses too much of it is ended.
echo 1 >/proc/sys/vm/overcommit_memory
# Whatever eats the memory is to be ended before this script is.
echo -1000 >/proc/self/oom_score_adj

# No program inside can make namespaces of its own.
for kind in user net ipc uts cgroup time; do
    echo 0 >"/proc/sys/user/max_${kind}_namespaces"
done

# This shell would take its own.
tar() {
    /usr/bin/tar "$@"
}

root=/root
group=/sys/fs/cgroup/command

port() {
    for found in /sys/class/virtio-ports/*; do
        [ "$(cat "$found/name")" != "$1" ] || echo "/dev/${found##*/}"
    done
}

disk() {
    for found in /sys/block/vd*; do
        [ "$(cat "$found/serial")" != "$1" ] || echo "/dev/${found##*/}"
    done
}

# open_root KIND BYTES INPUTS HOSTNAME UMASK PROCESSES
open_root() {
    export SELFSAME_INPUTS="$3" SELFSAME_UMASK="$5"
    processes=$6
    # as org.selfsame.sandbox.Usage has it
    little=$(($2 / 64 < 1048576 ? $2 / 64 : 1048576))
    prepare "$@" >/tmp/said 2>&1
    code=$?
    [ "$code" = 0 ] || cat /tmp/said >/dev/console
    echo "opened $code"
}

prepare() {
    echo "$4" >/proc/sys/kernel/hostname || return 1
    case $1 in
        # What does not fit into memory is swapped out: the root may be larger.
        memory)
            mkswap "$(disk scratch)" && swapon "$(disk scratch)" \
                && mount -t tmpfs -o "mode=755,size=$2,nr_inodes=0" root "$root" || return 1
            ;;
        disk)
            mke2fs -F -b 4096 -i 32768 -I 256 -m 0 "$(disk scratch)" \
                && mount -t ext4 -o noatime "$(disk scratch)" "$root" && rmdir "$root/lost+found" || return 1
            ;;
    esac
    if [ -n "$(disk inputs)" ]; then
        mount -t squashfs -o ro "$(disk inputs)" /inputs || return 1
    fi
    mkdir /mounts/dev /mounts/run /mounts/sys
    mount -t tmpfs -o mode=755,size=64k dev /mounts/dev && mount -t tmpfs -o mode=755 run /mounts/run \
        && mount -t tmpfs -o mode=555,size=4k,ro sys /mounts/sys && devices /mounts/dev
}

devices() {
    mknod -m 666 "$1/null" c 1 3
    mknod -m 666 "$1/zero" c 1 5
    mknod -m 666 "$1/full" c 1 7
    mknod -m 666 "$1/random" c 1 8
    mknod -m 666 "$1/urandom" c 1 9
    mknod -m 666 "$1/tty" c 5 0
    mkdir "$1/pts" "$1/shm"
    mount -t devpts -o newinstance,mode=620,ptmxmode=666,gid=5 devpts "$1/pts"
    mount -t tmpfs -o mode=1777 shm "$1/shm"
    ln -s pts/ptmx "$1/ptmx"
    ln -s /proc/self/fd "$1/fd"
    ln -s /proc/self/fd/0 "$1/stdin"
    ln -s /proc/self/fd/1 "$1/stdout"
    ln -s /proc/self/fd/2 "$1/stderr"
}

# unpack_disk MARK: as `unpack`, what lies on a disk.
unpack_disk() {
    tar --extract --file="$(disk root)" --numeric-owner --same-owner --preserve-permissions --xattrs \
        --xattrs-include='*' --directory="$root" >&2
    code=$?
    printf '\001%s' "$1" >&2
    echo "unpacked $code $(free_bytes)"
}

# What the command ran out of, if anything.
over() {
    awk '$1 == "oom_kill" && $2 > 0 { over = "memory" } $1 == "max" && FILENAME ~ /pids/ && $2 > 0 { over = "processes" }
        END { print over }' "$group/memory.events" "$group/pids.events"
}

# Ends the command when it goes over a limit.
guard() {
    while sleep 1; do
        if [ -n "$(over)" ] || [ "$(free_bytes)" -lt "$little" ]; then
            echo 1 >"$group/cgroup.kill"
        fi
    done
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

in_root() {
    made=
    for point in dev proc run sys; do
        mount_point "$root" "$point" || return
    done
    export SELFSAME_TARGET=
    case $SELFSAME_INPUTS in
        '') ;;
        /run/*) SELFSAME_TARGET=$root$SELFSAME_INPUTS && mount_point /mounts "$SELFSAME_INPUTS" ;;
        *) SELFSAME_TARGET=$root$SELFSAME_INPUTS && mount_point "$root" "$SELFSAME_INPUTS" ;;
    esac || return
    mkdir "$group" && echo "$processes" >"$group/pids.max" || broken=group
    guard &
    guard=$!
    # Programs expect a pipe or a file: a serial port cannot be opened a second time.
    {
        sh -c 'echo 0 >/proc/self/oom_score_adj && echo 0 >"$0/cgroup.procs" && exec "$@"' "$group" \
            /usr/bin/unshare --mount --propagation private --pid --fork --kill-child /inside "$@" 2>&1
        echo $? >/tmp/status
    } | cat
    status=$(cat /tmp/status)
    kill "$guard"
    wait "$guard" 2>/dev/null
    [ -n "$broken" ] || broken=$(over)
    while ! rmdir "$group"; do
        sleep 0.1
    done 2>/dev/null
    while [ -n "$made" ]; do
        rmdir "${made%%"$newline"*}" 2>/dev/null
        made=${made#*"$newline"}
    done
}

clean_up() {
    poweroff -f
}

exec <"$(port control)" >"$(port answers)" 2>"$(port log)"
. /driver.sh
requests
