# Copies the recipe's files over the system. Directories that are there keep their owners and modes.
set -eu
if [ -e "$SELFSAME_INPUTS/includes-after.tar" ]; then
    tar --extract --file "$SELFSAME_INPUTS/includes-after.tar" --directory / --keep-directory-symlink \
        --no-overwrite-dir
fi
