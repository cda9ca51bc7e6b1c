# What is left to do when the hooks have run.
set -eu
if [ -s "$SELFSAME_INPUTS/lists/purge" ]; then
    dpkg --force-unsafe-io --purge $(cat "$SELFSAME_INPUTS/lists/purge")
fi
if command -v update-initramfs >/dev/null; then
    functions=/usr/share/initramfs-tools/hook-functions
    as_it_was=/tmp/selfsame-hook-functions
    firmware=/tmp/selfsame-firmware-
    if [ -f "$functions" ]; then
        cp --preserve=all "$functions" "$as_it_was"
        trap '[ ! -f "$as_it_was" ] || mv "$as_it_was" "$functions"; rm -f "$firmware"*' EXIT
        sed -i 's/^copy_file()/selfsame_copy_file()/' "$functions"
        cat "$SELFSAME_INPUTS/scripts/shortcuts" >>"$functions"
    fi
    for modules in /lib/modules/*; do
        version=${modules##*/}
        if [ -e "/boot/vmlinuz-$version" ]; then
            rm -f "/boot/initrd.img-$version"
            if [ -f "$as_it_was" ]; then
                # for the shortcuts; grep says 1 if there is none, and without the list each module is asked
                grep -rlF --include='*.ko' firmware= "$modules" >"$firmware$version" 2>/dev/null || [ "$?" = 1 ] \
                    || rm -f "$firmware$version"
            fi
            # zstd gives the same bytes with any number of threads
            ZSTD_NBTHREADS=$(nproc) update-initramfs -c -k "$version"
            if command -v linux-update-symlinks >/dev/null; then
                # the kernel's package did this when there was no initrd
                linux-update-symlinks upgrade "$version" "/boot/vmlinuz-$version"
            fi
        fi
    done
    if [ -f "$functions" ]; then
        mv "$as_it_was" "$functions"
        rm -f "$firmware"*
    fi
fi
for program in /sbin/start-stop-daemon /usr/sbin/start-stop-daemon; do
    if [ -e "$program.distrib" ] && [ "$(dpkg-divert --listpackage "$program")" = LOCAL ]; then
        rm -f "$program"
        dpkg-divert --quiet --local --rename --remove "$program"
        break
    fi
done
if grep -q '^# selfsame: ' /usr/sbin/policy-rc.d 2>/dev/null; then
    rm -f /usr/sbin/policy-rc.d
fi
broken=$(dpkg --audit)
if [ -n "$broken" ]; then
    printf '%s\n' "$broken"
    exit 1
fi
