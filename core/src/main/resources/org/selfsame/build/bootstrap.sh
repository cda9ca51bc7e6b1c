# Installs the first packages by dpkg, over what was unpacked of them before.
set -eu
cd "$SELFSAME_INPUTS/packages"
# in one call: dpkg finds the order in which they can be configured
dpkg --force-depends --force-unsafe-io --force-confold --install $(cat "$SELFSAME_INPUTS/lists/bootstrap")
dpkg --configure --pending
broken=$(dpkg --audit)
if [ -n "$broken" ]; then
    printf '%s\n' "$broken"
    exit 1
fi
