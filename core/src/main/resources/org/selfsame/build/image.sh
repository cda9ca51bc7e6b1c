# Makes the directory that hooks for the image work in.
set -eu
mkdir /selfsame-image
tar --extract --file "$SELFSAME_INPUTS/image.tar" --directory /selfsame-image
