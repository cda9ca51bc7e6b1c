package org.selfsame.normalize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;

/// What a tree rule has at hand. Every change goes through here, and so into the log.
public final class TreeWork {
    /// No text that a rule rewrites comes near this.
    private static final int LARGEST_TEXT = 1 << 24;
    private static final int PERMISSIONS = 07777;

    private final Draft draft;
    private final Contents contents;
    private final String rule;
    private final Log log;

    TreeWork(Draft draft, Contents contents, String rule, Log log) {
        this.draft = draft;
        this.contents = contents;
        this.rule = rule;
        this.log = log;
    }

    /// The time that takes the place of the build's.
    public Epoch epoch() {
        return contents.epoch();
    }

    /// The text of a file, a character a byte.
    ///
    /// @throws LeftAloneException if it is larger than any such text
    /// @throws IOException if it cannot be read
    public String text(Draft.Node node) throws IOException {
        var content = node.content();
        if (content.size() > LARGEST_TEXT) {
            throw new LeftAloneException(Reason.UNSUPPORTED, node.path() + " has " + content.size() + " bytes");
        }
        return new String(content.bytes(0, (int) content.size()), StandardCharsets.ISO_8859_1);
    }

    /// Takes an entry out, with all that is in it.
    public void remove(Draft.Node node) {
        draft.remove(node);
        log.changed(new Change(node.path(), rule, "entry", kind(node), null));
    }

    /// Gives a file another text, a character a byte; does nothing if it has it.
    ///
    /// @throws IOException if the old one cannot be read
    public void rewrite(Draft.Node node, String text) throws IOException {
        content(node, new BytesContent(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// Gives a file other bytes; does nothing if it has them.
    ///
    /// @throws IOException if the old ones cannot be read
    public void content(Draft.Node node, Content after) throws IOException {
        var from = contents.sha256(node.content());
        var to = contents.sha256(after);
        if (!from.equals(to)) {
            node.content(after);
            log.changed(new Change(node.path(), rule, "content", from, to));
        }
    }

    /// Sets the permissions of an entry, where the tree records any.
    public void permissions(Draft.Node node, int permissions) {
        int before = node.metadata().permissions();
        if (before >= 0 && before != (permissions & PERMISSIONS)) {
            node.metadata(node.metadata().with().permissions(permissions & PERMISSIONS).build());
            log.changed(new Change(node.path(), rule, "permissions", octal(before), octal(permissions)));
        }
    }

    /// Sets the time of the last change of an entry, where the tree records any.
    public void modified(Draft.Node node, Instant time) {
        var before = node.metadata().modified();
        if (before != null && !before.equals(time)) {
            node.metadata(node.metadata().with().modified(time).build());
            log.changed(new Change(node.path(), rule, "modified", before.toString(), time.toString()));
        }
    }

    /// Leaves out the times of access, of inodes and of birth, which no image of a build should have.
    public void onlyModified(Draft.Node node) {
        Metadata old = node.metadata();
        if (old.accessed() != null || old.changed() != null || old.created() != null) {
            node.metadata(old.with().accessed(null).changed(null).created(null).build());
        }
    }

    /// Tells that something is left as it is.
    public void skipped(Draft.Node node, Reason reason, String detail) {
        log.skipped(new Skipped(node.path(), rule, reason, detail));
    }

    private static String octal(int permissions) {
        return String.format(Locale.ROOT, "%04o", permissions);
    }

    private static String kind(Draft.Node node) {
        return switch (node.entry()) {
            case Entry.Directory _ -> "directory";
            case Entry.File _ -> "file";
            case Entry.Symlink _ -> "symlink";
            case Entry.Device _ -> "device";
            case Entry.Fifo _ -> "fifo";
            case Entry.Socket _ -> "socket";
        };
    }
}
