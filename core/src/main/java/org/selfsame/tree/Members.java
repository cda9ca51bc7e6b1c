package org.selfsame.tree;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;

/// The entries of a tree in the order in which an archive lists them, each with its whole path. Holds the names, not the
/// contents.
public final class Members {
    /// Bytes of a path, as in [Walk].
    private static final int PATH = 1 << 16;
    /// Bytes of all paths together: deep trees of long names would fill the memory.
    private static final long PATHS = 256L << 20;
    private static final int SUBDIRECTORY_LINKS = 2;

    private final String format;
    private final Task task;
    private final List<Member> members = new ArrayList<>();
    private long pathBytes;

    private Members(String format, Task task) {
        this.format = format;
        this.task = task;
    }

    /// In which order members are listed.
    public enum Order {
        /// A directory, then all that is in it by name: as `tar --sort=name`.
        TREE,
        /// By the bytes of the whole path: as `find . | LC_ALL=C sort`.
        PATH
    }

    /// An entry in an archive.
    ///
    /// @param path names separated by slashes, without a leading slash; empty for the root
    /// @param links how many names its file has in the tree; for a directory two more than it has subdirectories, as ext4
    ///        and tmpfs count, whatever the tree's own file system counted
    /// @param first the path of the earlier member that is the same file, or null if there is none
    public record Member(Name path, Entry entry, int links, @Nullable Name first) {

        /// The permissions to write, or the usual ones if the tree records none.
        public int permissions() {
            int recorded = entry.metadata().permissions();
            if (recorded >= 0) {
                return recorded;
            }
            return switch (entry) {
                case Entry.Directory _ -> 0755;
                case Entry.Symlink _ -> 0777;
                default -> 0644;
            };
        }

        /// The owner to write; root if the tree records none.
        public Metadata.Owner owner() {
            var recorded = entry.metadata().owner();
            return recorded == null ? Metadata.Owner.ROOT : recorded;
        }
    }

    private record Pending(Name path, Entry entry, int depth) {}

    /// Lists the whole tree, the root first.
    ///
    /// @param format whose archive it is for, for the exception
    /// @throws NotStorableException if a name can be no name, or the tree is deeper or larger than [Limits#DEFAULT]
    /// @throws IOException if the tree cannot be read
    public static List<Member> of(Tree tree, String format, Order order, Task task) throws IOException {
        var members = new Members(format, task);
        members.walk(tree.root());
        if (order == Order.PATH) {
            members.members.sort(Comparator.comparing(Member::path));
        }
        return members.linked();
    }

    private void walk(Entry.Directory root) throws IOException {
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(Name.of(""), root, 0));
        while (!stack.isEmpty()) {
            task.checkCancelled();
            var at = stack.pop();
            int links = 1;
            if (at.entry() instanceof Entry.Directory directory) {
                var children = directory.children();
                links = SUBDIRECTORY_LINKS
                        + (int) children.stream().filter(Entry.Directory.class::isInstance).count();
                require(at.depth() < Limits.DEFAULT.depth(), at.path(),
                        "directories nested more than " + Limits.DEFAULT.depth() + " deep");
                for (var child : children.reversed()) {
                    stack.push(new Pending(path(at.path(), child.name()), child, at.depth() + 1));
                }
            }
            members.add(new Member(at.path(), at.entry(), links, null));
            require(members.size() + (long) stack.size() <= Limits.DEFAULT.entries(), at.path(),
                    "more than " + Limits.DEFAULT.entries() + " entries");
        }
    }

    private Name path(Name parent, Name name) throws NotStorableException {
        require(name.isPlain(), name, "it can be the name of no entry");
        if (parent.length() == 0) {
            return name;
        }
        pathBytes += parent.length();
        require(parent.length() + name.length() < PATH && pathBytes < PATHS, parent, "its paths are too long");
        var path = Arrays.copyOf(parent.bytes(), parent.length() + 1 + name.length());
        path[parent.length()] = '/';
        System.arraycopy(name.bytes(), 0, path, parent.length() + 1, name.length());
        return Name.of(path);
    }

    private void require(boolean holds, Name path, String rule) throws NotStorableException {
        if (!holds) {
            throw new NotStorableException(format, Text.printable(path), rule);
        }
    }

    /// The members with what is known only when all are: which are one file.
    private List<Member> linked() {
        Map<Long, Integer> links = new HashMap<>();
        for (var member : members) {
            if (isLinkable(member)) {
                links.merge(member.entry().metadata().inode(), 1, Integer::sum);
            }
        }
        Map<Long, Name> first = new HashMap<>();
        var linked = new ArrayList<Member>(members.size());
        for (var member : members) {
            if (isLinkable(member)) {
                long inode = member.entry().metadata().inode();
                linked.add(new Member(member.path(), member.entry(), links.getOrDefault(inode, 1),
                        first.putIfAbsent(inode, member.path())));
            } else {
                linked.add(member);
            }
        }
        return linked;
    }

    private static boolean isLinkable(Member member) {
        return !(member.entry() instanceof Entry.Directory) && member.entry().metadata().inode() != 0;
    }
}
