#!/usr/bin/busybox sh
# The first process in the process and mount namespaces of a command: makes what the command sees of the system, runs it
# without the capabilities that reach beyond its root, and ends with its exit code. What it left running ends then.

# What maintainer scripts and builds need to own and to change files, and to become other users.
capabilities=-all,+chown,+dac_override,+dac_read_search,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap
capabilities=$capabilities,+setfcap,+sys_chroot,+net_bind_service,+ipc_owner

mount --rbind /mounts/dev /root/dev && mount --rbind /mounts/run /root/run && mount --rbind /mounts/sys /root/sys \
    && mount -t proc -o nosuid,nodev,noexec proc /root/proc || exit 1
if [ -n "$SELFSAME_TARGET" ]; then
    mount --bind /inputs "$SELFSAME_TARGET" && mount -o remount,ro,bind "$SELFSAME_TARGET" || exit 1
fi
# What tells of the machine and is of no use inside, and what the superuser can change without any capability.
for file in cmdline config.gz diskstats kallsyms kcore key-users keys locks mdstat partitions sched_debug swaps \
    timer_list; do
    [ ! -e "/root/proc/$file" ] || mount --bind /dev/null "/root/proc/$file" || exit 1
done
for file in acpi bus fs irq sys sysrq-trigger; do
    if [ -e "/root/proc/$file" ]; then
        mount --bind "/root/proc/$file" "/root/proc/$file" && mount -o remount,ro,bind "/root/proc/$file" || exit 1
    fi
done

# "$@" with the way into the root put before the program.
count=$# seen=
while [ "$count" -gt 0 ]; do
    if [ -z "$seen" ] && [ "$1" = -- ]; then
        seen=yes
        set -- "$@" /usr/bin/busybox chroot .
    else
        set -- "$@" "$1"
    fi
    shift
    count=$((count - 1))
done

# Moved over the root of the driver, which cannot be reached from below it any more.
cd /root && mount --move . / || exit 1
umask "$SELFSAME_UMASK"
ulimit -c 0
ulimit -n 1024
/usr/bin/setpriv --bounding-set="$capabilities" --inh-caps=-all /usr/bin/busybox env -i "$@" &
wait $! 2>/dev/null
exit $?
