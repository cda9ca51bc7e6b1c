package org.selfsame.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Metadata by the JDK's own calls: permissions and times where the host has them, user attributes, no owners.
final class PortableMetadata {
    private static final String USER = "user.";

    private PortableMetadata() {}

    /// Gives metadata to a file or directory.
    static void apply(Path path, Metadata metadata, Where where, Losses losses) {
        if (metadata.owner() != null) {
            losses.add(Loss.What.OWNER, where);
        }
        metadata.xattrs().forEach((name, value) -> applyAttribute(path, name, value, where, losses));
        if (metadata.permissions() >= 0) {
            applyPermissions(path, metadata.permissions(), where, losses);
        }
        applyTimes(path, metadata, where, losses);
    }

    /// Gives metadata to a symbolic link, as far as links can have any.
    static void applyToLink(Path path, Metadata metadata, Where where, Losses losses) {
        if (metadata.owner() != null) {
            losses.add(Loss.What.OWNER, where);
        }
        metadata.xattrs().forEach((_, _) -> losses.add(Loss.What.ATTRIBUTE, where));
        applyTimes(path, metadata, where, losses);
    }

    private static void applyAttribute(Path path, Name name, byte[] value, Where where, Losses losses) {
        var text = name.toString();
        var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            if (view == null || !text.startsWith(USER) || !name.isUtf8()) {
                losses.add(Loss.What.ATTRIBUTE, where);
            } else {
                view.write(text.substring(USER.length()), ByteBuffer.wrap(value));
            }
        } catch (IOException _) {
            losses.add(Loss.What.ATTRIBUTE, where);
        }
    }

    private static void applyPermissions(Path path, int permissions, Where where, Losses losses) {
        if ((permissions & 07000) != 0) {
            losses.add(Loss.What.SET_ID, where);
        }
        try {
            if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                losses.add(Loss.What.PERMISSIONS, where);
            } else {
                Files.setPosixFilePermissions(path, set(permissions));
            }
        } catch (IOException _) {
            losses.add(Loss.What.PERMISSIONS, where);
        }
    }

    private static Set<PosixFilePermission> set(int permissions) {
        // the constants of the enumeration are in the order of the bits, the highest first
        var all = PosixFilePermission.values();
        var set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((permissions & 0400 >> i) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }

    private static void applyTimes(Path path, Metadata metadata, Where where, Losses losses) {
        var modified = time(metadata.modified());
        var accessed = time(metadata.accessed());
        if (modified == null && accessed == null) {
            return;
        }
        try {
            var view = Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (view == null) {
                losses.add(Loss.What.TIMES, where);
            } else {
                view.setTimes(modified, accessed, null);
            }
        } catch (IOException _) {
            losses.add(Loss.What.TIMES, where);
        }
    }

    private static @Nullable FileTime time(@Nullable Instant instant) {
        return instant == null ? null : FileTime.from(instant);
    }
}
