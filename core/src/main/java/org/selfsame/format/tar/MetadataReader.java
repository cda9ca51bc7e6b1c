package org.selfsame.format.tar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.PathTree;

/// What header and extended headers record about a member. A number that is none is an anomaly, and not recorded.
final class MetadataReader {
    private static final long MOST_ID = 0xffffffffL;

    private final TarHeader header;
    private final Extensions extensions;
    private final ScanListener listener;
    private final byte[] path;

    MetadataReader(TarHeader header, Extensions extensions, ScanListener listener, byte[] path) {
        this.header = header;
        this.extensions = extensions;
        this.listener = listener;
        this.path = path;
    }

    Metadata read() {
        var builder = Metadata.builder();
        long mode = header.mode();
        if (mode < 0) {
            complain("mode");
        } else {
            builder.permissions((int) (mode & 07777));
        }
        long user = extensions.number("uid", header.user());
        long group = extensions.number("gid", header.group());
        if (user < 0 || user > MOST_ID || group < 0 || group > MOST_ID) {
            complain("owner");
        } else {
            builder.owner(user, group);
        }
        return builder.modified(time("mtime", header.mtime()))
                .accessed(optional("atime", header.gnuAccessed()))
                .changed(optional("ctime", header.gnuChanged()))
                .created(optional("LIBARCHIVE.creationtime", 0))
                .xattrs(Attributes.of(extensions.records())).build();
    }

    private @Nullable Instant optional(String keyword, long inHeader) {
        return inHeader == 0 && extensions.get(keyword) == null ? null : time(keyword, inHeader);
    }

    private @Nullable Instant time(String keyword, long inHeader) {
        var value = extensions.get(keyword);
        var time = value == null ? TarNumber.seconds(inHeader) : TarNumber.time(value);
        if (time == null) {
            complain(keyword);
        }
        return time;
    }

    private void complain(String what) {
        listener.anomaly("number", header.offset(), PathTree.printable(path) + ": " + what + " is no number, or none "
                + "that can be kept");
    }
}
