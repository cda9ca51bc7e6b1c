package org.selfsame.compare.cause;

import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.tree.Entry;

/// Causes of what a format records about an entry: the field is the cause.
final class MetadataFinder implements Finder {
    /// The bits that a umask of 0022 takes away and one of 0002 does not.
    private static final int GROUP_WRITE = 0020;
    private static final int SET_ID = 06000;
    private static final String ROCK_RIDGE = "rockridge";
    private static final int[] STRICTER_UMASKS = {0022, 0027, 0077};

    @Override
    public void look(Suspect suspect, Reasons reasons) {
        var difference = suspect.difference();
        if (difference.kind() == Kind.ADDED || difference.kind() == Kind.REMOVED) {
            if (isSetId(difference)) {
                reasons.confirm(CauseCode.PERM_OTHER, evidence(difference));
            }
            return;
        }
        if (difference.kind() != Kind.METADATA) {
            return;
        }
        var field = difference.field();
        switch (field) {
            case "permissions" -> permissions(difference, reasons);
            case "user", "group" -> {
                if (isSetId(difference)) {
                    // who owns it is who it runs as
                    reasons.confirm(CauseCode.PERM_OTHER, evidence(difference));
                }
                reasons.confirm(CauseCode.UID_GID, evidence(difference));
            }
            case "modified", "accessed", "changed", "created" ->
                reasons.confirm(time(suspect), evidence(difference));
            case "links", "hard links" -> reasons.confirm(CauseCode.HARDLINK_SPARSE, evidence(difference));
            case "device" -> reasons.suspect(CauseCode.PERM_OTHER, evidence(difference));
            default -> {
                if (field.startsWith("xattr ")) {
                    attribute(field.substring("xattr ".length()), difference, reasons);
                }
            }
        }
    }

    private static void attribute(String name, Difference difference, Reasons reasons) {
        if (name.startsWith("security.") || name.startsWith("system.") || name.startsWith("trusted.")) {
            reasons.confirm(CauseCode.PERM_OTHER, evidence(difference));
        }
    }

    private static void permissions(Difference difference, Reasons reasons) {
        int left = mode(difference, Side.LEFT);
        int right = mode(difference, Side.RIGHT);
        boolean setId = ((left | right) & SET_ID) != 0;
        boolean same = left >= 0 && right >= 0;
        if (same && !setId && (left ^ right) == GROUP_WRITE) {
            reasons.confirm(CauseCode.UMASK, evidence(difference));
            return;
        }
        reasons.confirm(CauseCode.PERM_OTHER, evidence(difference));
        for (int mask : STRICTER_UMASKS) {
            if (same && !setId && ((left & ~mask) == right || (right & ~mask) == left)) {
                reasons.suspect(CauseCode.UMASK, evidence(difference));
            }
        }
    }

    private static CauseCode time(Suspect suspect) {
        var where = suspect.where();
        return switch (where.format()) {
            case "iso9660" -> {
                var opened = suspect.scene().opened(where.container());
                boolean main = where.view().isEmpty() && opened != null && opened.left().containsKey(ROCK_RIDGE);
                yield main || where.view().equals(ROCK_RIDGE) ? CauseCode.TIME_ISO_RR : CauseCode.TIME_ISO_DIR;
            }
            case "squashfs" -> CauseCode.TIME_SQFS_INODE;
            case "fat" -> CauseCode.TIME_FAT;
            case "ext4" -> CauseCode.TIME_EXT4;
            case "cpio", "tar", "ar", "zip", "initrd", "gzip", "lzop" -> CauseCode.TIME_ARCHIVE;
            default -> CauseCode.TIME_ENTRY;
        };
    }

    private static boolean isSetId(Difference difference) {
        return mode(difference, Side.LEFT) >= 0 && (mode(difference, Side.LEFT) & SET_ID) != 0
                && isFile(difference.subject().left())
                || mode(difference, Side.RIGHT) >= 0 && (mode(difference, Side.RIGHT) & SET_ID) != 0
                        && isFile(difference.subject().right());
    }

    private static boolean isFile(@Nullable Entry entry) {
        return entry instanceof Entry.File;
    }

    private static int mode(Difference difference, Side side) {
        var entry = side == Side.LEFT ? difference.subject().left() : difference.subject().right();
        return entry == null ? -1 : entry.metadata().permissions();
    }

    private static Evidence evidence(Difference difference) {
        return Reasons.values(difference.left(), difference.right());
    }
}
