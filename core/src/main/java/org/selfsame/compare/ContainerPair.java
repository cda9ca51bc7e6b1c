package org.selfsame.compare;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.selfsame.content.Content;
import org.selfsame.format.Formats;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;

/// Two contents that differ, opened as the same format, and which of their entries turned out to differ.
/// Thread-safe.
final class ContainerPair {
    private final String path;
    private final boolean main;
    private final Content leftContent;
    private final Content rightContent;
    private final Reader left;
    private final Reader right;
    private final boolean stream;
    private final Set<String> leftChanged = ConcurrentHashMap.newKeySet();
    private final Set<String> rightChanged = ConcurrentHashMap.newKeySet();
    private final Set<String> leftUnread = ConcurrentHashMap.newKeySet();
    private final Set<String> rightUnread = ConcurrentHashMap.newKeySet();
    private final Set<Region> leftUnseen = ConcurrentHashMap.newKeySet();
    private final Set<Region> rightUnseen = ConcurrentHashMap.newKeySet();
    private final Set<Region> leftReported = ConcurrentHashMap.newKeySet();
    private final Set<Region> rightReported = ConcurrentHashMap.newKeySet();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Set<String> leftSilent = ConcurrentHashMap.newKeySet();
    private final Set<String> rightSilent = ConcurrentHashMap.newKeySet();

    /// @param path the address of the contents
    /// @param main whether addresses without a view lead into this one of the formats of the contents
    ContainerPair(String path, boolean main, Content leftContent, Content rightContent, Reader left, Reader right) {
        this.path = path;
        this.main = main;
        this.leftContent = leftContent;
        this.rightContent = rightContent;
        this.left = left;
        this.right = right;
        stream = Formats.isStream(left.format());
    }

    String path() {
        return path;
    }

    String format() {
        return left.format();
    }

    Content content(Side side) {
        return side == Side.LEFT ? leftContent : rightContent;
    }

    Reader reader(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /// What may be known of it when the comparison has ended.
    Opened opened() {
        return new Opened(path, left.format(), left.trees(), right.trees(), leftContent, rightContent, left,
                right);
    }

    /// Notes that the bytes of the entry at `entryPath` of `side` are part of a difference that is reported.
    void changed(Side side, String entryPath) {
        (side == Side.LEFT ? leftChanged : rightChanged).add(entryPath);
    }

    /// Notes that the entry at `entryPath` cannot be read on both sides: its bytes are compared as they are stored.
    void unread(Side side, String entryPath) {
        (side == Side.LEFT ? leftUnread : rightUnread).add(entryPath);
    }

    /// Notes that the bytes of the entry at `entryPath` were not looked at, since others that are the same bytes were: it
    /// explains nothing.
    void silent(Side side, String entryPath) {
        (side == Side.LEFT ? leftSilent : rightSilent).add(entryPath);
    }

    /// Notes that nobody who reads the content ever sees these bytes, although they lie in a structure or in data.
    void unseen(Side side, Region region) {
        (side == Side.LEFT ? leftUnseen : rightUnseen).add(region);
    }

    /// The regions that [#unseen(Side, Region)] was told of.
    Collection<Region> unseen(Side side) {
        return side == Side.LEFT ? leftUnseen : rightUnseen;
    }

    /// Notes that these bytes are part of a difference that is reported, of an entry of a tree that is not the main one.
    ///
    /// @return whether they are a range of the container
    boolean reported(Side side, Content entry) {
        var whole = content(side).span();
        var part = entry.span();
        long offset = part.offset() - whole.offset();
        if (!part.root().equals(whole.root()) || entry.size() == 0 || offset < 0
                || entry.size() > content(side).size() - offset) {
            return false;
        }
        (side == Side.LEFT ? leftReported : rightReported)
                .add(new Region(offset, entry.size(), Region.Kind.DATA, "reported", null));
        return true;
    }

    /// The regions that [#reported(Side, Content)] was told of.
    Collection<Region> reported(Side side) {
        return side == Side.LEFT ? leftReported : rightReported;
    }

    /// The address of the entry at `entryPath` in the main tree. What a compressed stream decodes to has no name.
    String address(String entryPath) {
        return isStream()
                ? path + "!"
                : path + "!" + (main ? "" : reader(Side.LEFT).trees().firstEntry().getKey()) + "/"
                        + entryPath;
    }

    /// Whether the container is a compressed stream, whose one entry is what it decodes to.
    boolean isStream() {
        return stream;
    }

    /// Notes that `entryPath` is another name of the file `first` on both sides.
    void alias(String entryPath, String first) {
        aliases.put(entryPath, first);
    }

    /// Whether the entry at `entryPath`, or a directory that it lies in, is part of a difference that is reported.
    boolean isChanged(Side side, String entryPath) {
        return has(side == Side.LEFT ? leftChanged : rightChanged, aliases.getOrDefault(entryPath, entryPath));
    }

    /// Whether the entry at `entryPath`, or a directory that it lies in, cannot be read on both sides.
    boolean isUnread(Side side, String entryPath) {
        return has(side == Side.LEFT ? leftUnread : rightUnread, aliases.getOrDefault(entryPath, entryPath));
    }

    /// Whether nothing can be concluded from where the bytes of the entry lie.
    boolean isSilent(Side side, String entryPath) {
        return (side == Side.LEFT ? leftSilent : rightSilent).contains(entryPath);
    }

    private static boolean has(Set<String> paths, String path) {
        if (paths.isEmpty()) {
            return false;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (paths.contains(path.substring(0, end))) {
                return true;
            }
        }
        return paths.contains("");
    }
}
