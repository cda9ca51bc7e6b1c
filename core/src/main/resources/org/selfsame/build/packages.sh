# Installs all packages of the lock by apt, from a repository that has them and nothing else.
set -eu

# no service starts while packages are installed
if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\n# selfsame: nothing starts while a system is built\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 0755 /usr/sbin/policy-rc.d
fi
for program in /sbin/start-stop-daemon /usr/sbin/start-stop-daemon; do
    if dpkg-query --search "$program" >/dev/null 2>&1; then
        dpkg-divert --quiet --local --rename --add "$program"
        printf '#!/bin/sh\nexit 0\n' >"$program"
        chmod 0755 "$program"
        break
    fi
done

if [ -e "$SELFSAME_INPUTS/includes-before.tar" ]; then
    tar --extract --file "$SELFSAME_INPUTS/includes-before.tar" --directory / --keep-directory-symlink \
        --no-overwrite-dir
fi
for answers in "$SELFSAME_INPUTS"/preseeds/*; do
    if [ -e "$answers" ]; then
        debconf-set-selections "$answers"
    fi
done

work=/tmp/selfsame-apt
mkdir -p "$work/lists/partial" "$work/archives/partial"
printf 'deb [trusted=yes] file:%s ./\n' "$SELFSAME_INPUTS" >"$work/sources.list"
cat >"$work/apt.conf" <<END
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State::Lists "$work/lists";
Dir::Cache "$work";
Dir::Cache::Archives "$work/archives";
Dir::Log "$work";
Acquire::Languages "none";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
APT::Install-Suggests "false";
APT::Get::Assume-Yes "true";
APT::Get::Show-Versions "true";
APT::Color "false";
Dpkg::Use-Pty "false";
Dpkg::Progress-Fancy "false";
Dpkg::Options { "--force-unsafe-io"; "--force-confdef"; "--force-confold"; };
END
export APT_CONFIG="$work/apt.conf"
apt-get --quiet update
if [ -s "$SELFSAME_INPUTS/lists/install" ]; then
    # the initrd is made once, when everything is there
    INITRD=No apt-get --quiet install $(cat "$SELFSAME_INPUTS/lists/install")
fi
if [ -s "$SELFSAME_INPUTS/lists/auto" ]; then
    apt-mark auto $(cat "$SELFSAME_INPUTS/lists/auto") >/dev/null
fi
unset APT_CONFIG
rm -rf "$work"

mkdir -p /etc/apt
cp "$SELFSAME_INPUTS/sources.list" /etc/apt/sources.list
chmod 0644 /etc/apt/sources.list
if [ -d "$SELFSAME_INPUTS/keyrings" ]; then
    mkdir -p -m 0755 /etc/apt/keyrings
    cp "$SELFSAME_INPUTS"/keyrings/* /etc/apt/keyrings/
    chmod 0644 /etc/apt/keyrings/*
fi

broken=$(dpkg --audit)
if [ -n "$broken" ]; then
    printf '%s\n' "$broken"
    exit 1
fi
