package org.selfsame.format.zip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Limits;

/// The headers of an archive as they lie there, for who writes it anew around the same data.
public final class ZipMembers {
    /// What a member takes in memory beside its headers.
    private static final int MEMBER = 256;

    private final ZipArchive archive;
    private final List<Member> members;

    private ZipMembers(ZipArchive archive, List<Member> members) {
        this.archive = archive;
        this.members = List.copyOf(members);
    }

    /// Reads all headers.
    ///
    /// @throws FormatException if the central directory is not made of as many entries as its end says, an entry has no
    ///         local header of the same name, or the headers take too much memory
    /// @throws IOException if the content cannot be read
    public static ZipMembers read(Content content, Limits limits) throws IOException {
        var archive = ZipArchive.open(content, limits);
        var end = archive.end();
        var members = new ArrayList<Member>();
        var memory = new long[1];
        long used = archive.visit(entry -> {
            var local = LocalHeader.read(content, entry.local());
            var member = new Member(archive, entry, content.bytes(local.offset(), local.length()),
                    content.bytes(entry.offset(), entry.length()));
            memory[0] += MEMBER + member.local.length + member.central.length;
            if (memory[0] > 2 * limits.tableBytes()) {
                throw new FormatException(ZipReader.FORMAT, entry.offset(), "the headers take too much memory");
            }
            if (!Arrays.equals(local.name(), entry.name())) {
                throw new FormatException(ZipReader.FORMAT, local.offset(),
                        "another name than in the central directory");
            }
            members.add(member);
        });
        if (used != end.directorySize() || members.size() != end.entries()) {
            throw new FormatException(ZipReader.FORMAT, end.directory(), members.size() + " entries in " + used
                    + " bytes of the central directory, which states " + end.entries() + " in " + end.directorySize());
        }
        return new ZipMembers(archive, members);
    }

    /// The members in the order of the central directory.
    public List<Member> members() {
        return members;
    }

    /// What offsets in the archive count from.
    public long base() {
        return archive.end().base();
    }

    /// First byte of the central directory.
    public long directory() {
        return archive.end().directory();
    }

    /// Bytes of the central directory.
    public long directorySize() {
        return archive.end().directorySize();
    }

    /// First byte of the end record.
    public long end() {
        return archive.end().offset();
    }

    /// Whether there is an end record of zip64.
    public boolean isWide() {
        return archive.end().wideOffset() >= 0;
    }

    /// Whether the central directory comes first, as in Mozilla's optimized jars.
    public boolean isDirectoryFirst() {
        return archive.end().directoryFirst();
    }

    /// One member: its two headers, and where its data lies.
    public static final class Member {
        private final ZipArchive archive;
        private final CentralEntry entry;
        private final byte[] local;
        private final byte[] central;

        private Member(ZipArchive archive, CentralEntry entry, byte[] local, byte[] central) {
            this.archive = archive;
            this.entry = entry;
            this.local = local;
            this.central = central;
        }

        /// The name as it is stored.
        public byte[] name() {
            return entry.name().clone();
        }

        /// The name as text that is safe to show.
        public String printableName() {
            return entry.printableName();
        }

        /// A copy of the local header, with name and extra fields.
        public byte[] local() {
            return local.clone();
        }

        /// A copy of the entry in the central directory, with name, extra fields and comment.
        public byte[] central() {
            return central.clone();
        }

        /// First byte of the local header.
        public long offset() {
            return entry.local();
        }

        /// First byte of the data.
        public long data() {
            return entry.local() + local.length;
        }

        /// Bytes of the data as it is stored.
        public long stored() {
            return entry.stored();
        }

        /// Bytes of the file.
        public long size() {
            return entry.size();
        }

        /// CRC-32 of the file, as the central directory states it.
        public long crc() {
            return entry.crc();
        }

        /// How it is compressed: 0 not at all, 8 deflate.
        public int method() {
            return entry.method();
        }

        /// Whether the data is encrypted.
        public boolean isEncrypted() {
            return entry.isEncrypted();
        }

        /// Whether it is a file with content, not a directory or a symbolic link.
        public boolean isFile() {
            return !entry.isDirectory() && !entry.isSymbolicLink();
        }

        /// Whether a size or an offset is in an extra field of zip64.
        public boolean isWide() {
            return hasWide(entry.extra()) || hasWide(localExtra());
        }

        private static boolean hasWide(byte[] extra) {
            return ExtraField.parse(extra).stream().anyMatch(field -> field.id() == ExtraField.ZIP64);
        }

        private byte[] localExtra() {
            int start = LocalHeader.SIZE + LittleEndian.u16(local, 26);
            return Arrays.copyOfRange(local, start, local.length);
        }

        /// The bytes of the file, decoded.
        ///
        /// @throws FormatException if it is encrypted, compressed in a way that is not read, or lies outside
        /// @throws IOException if the content cannot be read
        public Content content() throws IOException {
            return archive.data(entry);
        }
    }
}
