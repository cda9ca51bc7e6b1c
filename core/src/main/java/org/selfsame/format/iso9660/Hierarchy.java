package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// One directory hierarchy of a volume: the plain one, the plain one as Rock Ridge describes it, or that of a
/// supplementary descriptor. Reads directories when they are asked for, and keeps nothing of
/// them but their places.
final class Hierarchy {
    /// The hierarchy of a volume that everyone sees.
    static final String PLAIN = "iso9660";
    /// The same records through Rock Ridge.
    static final String ROCK_RIDGE = "rockridge";
    /// The hierarchy with names in UCS-2.
    static final String JOLIET = "joliet";

    private final String title;
    private final SystemUse.Source source;
    private final Identifiers identifiers;
    private final @Nullable Susp susp;
    private final Limits limits;
    private final IsoDirectory root;
    /// Which record leads to each directory that was read. One directory in two places would make a small image a
    /// tree of any size: the second place is refused.
    private final Map<Long, Long> leadingRecords = new ConcurrentHashMap<>();

    /// @param title the name of the tree
    /// @param rootRecord the root directory's record in the descriptor
    /// @param identifiers how names are made
    /// @param susp how to read system use entries, or null to leave them alone
    Hierarchy(String title, SystemUse.Source source, DirectoryRecord rootRecord, Identifiers identifiers,
            @Nullable Susp susp, Limits limits) throws FormatException {
        this.title = title;
        this.source = source;
        this.identifiers = identifiers;
        this.susp = susp;
        this.limits = limits;
        var metadata = susp == null
                ? Metadata.builder().modified(rootRecord.date()).build()
                : EntryFactory.metadata(rootRecord, susp.rootAttributes(), 0);
        root = new IsoDirectory(this, Name.of(""), metadata, dataOffset(rootRecord), rootRecord.size(),
                rootRecord.offset(),
                null);
    }

    String title() {
        return title;
    }

    IsoDirectory root() {
        return root;
    }

    boolean isRockRidge() {
        return susp != null;
    }

    Content image() {
        return source.image();
    }

    /// Where block 0 of the volume lies in the image.
    long base() {
        return source.base();
    }

    int blockSize() {
        return source.blockSize();
    }

    Limits limits() {
        return limits;
    }

    /// Where the data of `record` begins, behind its extended attribute record.
    long dataOffset(DirectoryRecord record) throws FormatException {
        return base() + (record.extent() + record.extendedAttributeBlocks()) * blockSize();
    }

    /// The entries of `directory` by name. Directories that Rock Ridge has moved are where they came from.
    ///
    /// @throws FormatException if the directory lies outside the image, is its own ancestor, was read through another
    ///         record, is larger than the limits allow, or breaks a rule
    List<Entry> children(IsoDirectory directory) throws IOException {
        return list(directory, Notes.NONE).nodes().stream().filter(node -> !node.rockRidge().relocated)
                .map(Node::entry).sorted(Comparator.comparing(Entry::name)).toList();
    }

    /// Everything that the extent of `directory` holds, in the order of its records.
    ///
    /// @throws FormatException as [#children]
    Listing list(IsoDirectory directory, Notes notes) throws IOException {
        if (directory.isItsOwnAncestor()) {
            throw Iso.bad(directory.offset(), "a directory is its own ancestor");
        }
        Long leading = leadingRecords.putIfAbsent(directory.offset(), directory.record());
        if (leading != null && leading != directory.record()) {
            throw Iso.bad(directory.offset(), "directory records at " + leading + " and at " + directory.record()
                    + " lead to the same directory");
        }
        if (directory.depth() > limits.depth()) {
            throw Iso.bad(directory.offset(), "directories nested more than " + limits.depth() + " deep");
        }
        if (directory.length() > limits.directoryBytes()) {
            throw Iso.bad(directory.offset(), "a directory of " + directory.length() + " bytes; the limit is "
                    + limits.directoryBytes());
        }
        var bytes = Bytes.read(image(), directory.offset(), (int) directory.length());
        return new Records(directory, bytes, notes).read();
    }

    /// The directory at block `block` that the `CL` entry of `from` names; it records its length and itself in its
    /// first record.
    Node directoryAt(DirectoryRecord from, long block, Name name, IsoDirectory parent, SystemUse.Budget budget,
            Notes notes)
            throws IOException {
        long offset = base() + block * blockSize();
        long there = image().size() - offset;
        var record = DirectoryRecord.parse(Bytes.read(image(), offset, Math.clamp(there, 0, 255)), 0);
        if (!record.isSelf()) {
            throw Iso.bad(offset,
                    "the extent that a CL entry names does not begin with a directory's record of itself");
        }
        var use = systemUse(record, budget, notes);
        var rockRidge = RockRidge.of(use.entries(), notes);
        var entry = new IsoDirectory(this, name, EntryFactory.metadata(record, rockRidge, 0), offset, record.size(),
                from.offset(), parent);
        return new Node(entry, List.of(record), use.continuations(), rockRidge);
    }

    private SystemUse systemUse(DirectoryRecord record, SystemUse.Budget budget, Notes notes) throws IOException {
        if (susp == null) {
            return SystemUse.EMPTY;
        }
        // of the skipped bytes a short record may have fewer; then it has no entries
        int skip = Math.min(susp.skip(), record.systemUse().length());
        return SystemUse.read(record.systemUse().from(skip), source, budget, notes);
    }

    /// Reads the records of one directory.
    private final class Records {
        private final IsoDirectory directory;
        private final Bytes bytes;
        private final Notes notes;
        private final EntryFactory factory;
        private final SystemUse.Budget budget;
        private final List<Node> nodes = new ArrayList<>();
        /// The sections so far of a file whose last section is yet to come.
        private final List<DirectoryRecord> sections = new ArrayList<>();
        private @Nullable Node self;
        private @Nullable Node parent;

        Records(IsoDirectory directory, Bytes bytes, Notes notes) {
            this.directory = directory;
            this.bytes = bytes;
            this.notes = notes;
            budget = SystemUse.Budget.of(bytes.length(), limits);
            factory = new EntryFactory(Hierarchy.this, directory, budget, notes);
        }

        Listing read() throws IOException {
            int block = blockSize();
            for (int at = 0; at < bytes.length();) {
                int length = bytes.u8(at);
                if (length == 0) {
                    // the rest of a sector that has no room for the next record
                    at = (at / block + 1) * block;
                    continue;
                }
                if (at / Iso.SECTOR != (at + length - 1) / Iso.SECTOR) {
                    notes.add("record_crosses_sector", bytes.offset(at), "a directory record crosses a sector");
                }
                take(DirectoryRecord.parse(bytes, at));
                at += length;
            }
            if (!sections.isEmpty()) {
                notes.add("unfinished_file", sections.getLast().offset(), "the last section of a file is missing");
                finish();
            }
            return new Listing(self, parent, nodes);
        }

        private void take(DirectoryRecord record) throws IOException {
            if (!record.agrees()) {
                notes.add("both_endian", record.offset(),
                        "a number of a directory record differs between its two forms");
            }
            if (record.isSelf() || record.isParent()) {
                takeSpecial(record);
                return;
            }
            if (!sections.isEmpty() && !continues(sections.getLast(), record)) {
                notes.add("unfinished_file", record.offset(), "another file begins before the last section of one");
                finish();
            }
            sections.add(record);
            if (!record.has(DirectoryRecord.FLAG_MULTI_EXTENT)) {
                finish();
            }
        }

        private void takeSpecial(DirectoryRecord record) throws IOException {
            if (record.isSelf() && self == null) {
                self = special(record);
            } else if (record.isParent() && parent == null) {
                parent = special(record);
            } else {
                notes.add("duplicate_self", record.offset(), "a second record of a directory itself or of its parent");
            }
        }

        private Node special(DirectoryRecord record) throws IOException {
            // the root's first record begins with SP, wherever the others begin
            var use = susp != null && record.isSelf() && directory.parent() == null
                    ? susp.rootSystemUse()
                    : systemUse(record, budget, notes);
            return new Node(directory, List.of(record), use.continuations(), RockRidge.of(use.entries(), notes));
        }

        private static boolean continues(DirectoryRecord before, DirectoryRecord record) throws FormatException {
            return Arrays.equals(before.identifier().copy(0, before.identifier().length()),
                    record.identifier().copy(0, record.identifier().length()));
        }

        private void finish() throws IOException {
            var records = List.copyOf(sections);
            sections.clear();
            var use = systemUse(records.getFirst(), budget, notes);
            var continuations = use.continuations();
            for (var record : records.subList(1, records.size())) {
                var more = new ArrayList<>(continuations);
                more.addAll(systemUse(record, budget, notes).continuations());
                continuations = more;
            }
            var rockRidge = RockRidge.of(use.entries(), notes);
            var name = rockRidge.name != null ? rockRidge.name : identifiers.name(records.getFirst().identifier());
            nodes.add(new Node(factory.entry(name, records, rockRidge), records, continuations, rockRidge));
        }
    }
}
