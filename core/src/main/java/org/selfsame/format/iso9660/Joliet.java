package org.selfsame.format.iso9660;

/// Whether an image that is written has Joliet's tree, for systems that do not read Rock Ridge.
public enum Joliet {
    /// No second tree.
    NONE(0),
    /// Names of up to 64 characters, as the specification of 1995 has it.
    STANDARD(64),
    /// Names of up to 103 characters, as mkisofs introduced it (`-joliet-long`); known readers take them.
    LONG(103);

    private static final int VERSION = 2;

    private final int characters;

    Joliet(int characters) {
        this.characters = characters;
    }

    /// Characters of a name, without the version.
    int nameLength() {
        return characters - VERSION;
    }
}
