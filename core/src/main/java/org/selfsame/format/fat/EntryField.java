package org.selfsame.format.fat;

import java.util.Locale;

/// The fields of a directory entry. Source: Microsoft's FAT specification 1.03, "FAT Directory Structure".
enum EntryField {
    NAME(0, 11), ATTRIBUTES(11, 1), CASE(12, 1), CREATED(13, 5), ACCESSED(18, 2), CLUSTER_HIGH(20, 2), MODIFIED(22, 4),
    CLUSTER_LOW(26, 2), SIZE(28, 4);

    private final int at;
    private final int length;

    EntryField(int at, int length) {
        this.at = at;
        this.length = length;
    }

    int at() {
        return at;
    }

    int length() {
        return length;
    }

    String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
