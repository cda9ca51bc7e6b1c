# Builds a source package as Debian does: unpacked and built by somebody who is not root, who is given fakeroot where the
# package wants it. Its binary packages come out as one archive.
set -eu
# those who build packages can rely on it
umask 022

source=$SELFSAME_INPUTS/source
# the directory varies with that of the inputs
work=/build$SELFSAME_INPUTS
out=$SELFSAME_OUT
builder=builder id=1000 home=/nonexistent
if [ "$USER" != root ]; then
    builder=$USER id=1001 home=$HOME
fi
processors=$(nproc)
# not for the package: dpkg takes the date from its changelog
unset SOURCE_DATE_EPOCH SELFSAME_INPUTS SELFSAME_OUT DEBIAN_FRONTEND DEBCONF_NONINTERACTIVE_SEEN DEBCONF_NOWARNINGS

printf '%s:x:%s:%s::%s:/bin/sh\n' "$builder" "$id" "$id" "$home" >>/etc/passwd
printf '%s:x:%s:\n' "$builder" "$id" >>/etc/group
mkdir -p "$work"
chown "$id:$id" "$work"
cd "$work"

as_builder() {
    setpriv --reuid="$id" --regid="$id" --clear-groups env USER="$builder" LOGNAME="$builder" HOME="$home" \
        DEB_BUILD_OPTIONS="nocheck parallel=$processors" "$@"
}

as_builder dpkg-source --extract "$source"/*.dsc
cd */
as_builder dpkg-buildpackage --unsigned-source --unsigned-changes --build=binary
cd "$work"
tar --create --file "$out" -- *.deb
