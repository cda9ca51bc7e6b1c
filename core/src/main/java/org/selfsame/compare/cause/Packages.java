package org.selfsame.compare.cause;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Opened;
import org.selfsame.compare.Side;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// Which package of dpkg owns a file on each side, in which version, and whether the file is as the package has it.
/// Thread-safe. Format: dpkg's `deb-md5sums(5)` and `dpkg(1)`, `/var/lib/dpkg`.
final class Packages {
    /// No packages at all.
    static final Packages NONE = new Packages(null, new Database(), new Database());

    private final @Nullable Opened container;
    private final Database left;
    private final Database right;

    private Packages(@Nullable Opened container, Database left, Database right) {
        this.container = container;
        this.left = left;
        this.right = right;
    }

    /// What the packages say of a file that differs.
    enum State {
        /// No package has it, or not with a checksum.
        NOT_OWNED,
        /// The sides have other versions of its package.
        OTHER_VERSION,
        /// The sides have the same version of its package, and the file of one side is not as that side's package has it.
        NOT_AS_PACKAGED,
        /// The sides have the same version of its package, and each has the file that its own list of checksums has.
        SAME_VERSION
    }

    /// @param left what shows it on the left side
    /// @param right the same on the right side
    record Verdict(State state, String left, String right) {}

    /// The databases of both sides of a container; empty ones where there are none.
    ///
    /// @throws IOException if the host cannot read the image
    static Packages of(Opened container, Limits limits) throws IOException {
        return new Packages(container, Database.of(container.tree(Side.LEFT), limits),
                Database.of(container.tree(Side.RIGHT), limits));
    }

    /// What the packages say of the file at `path`, which differs.
    ///
    /// @throws IOException if the host cannot read the image
    Verdict judge(String path) throws IOException {
        var l = left.owned(path);
        var r = right.owned(path);
        var owner = l == null ? r : l;
        if (owner == null) {
            return new Verdict(State.NOT_OWNED, "", "");
        }
        var name = owner.name();
        var leftVersion = name + " " + left.version(name);
        var rightVersion = name + " " + right.version(name);
        if (!leftVersion.equals(rightVersion)) {
            return new Verdict(State.OTHER_VERSION, leftVersion, rightVersion);
        }
        var leftSum = sum(Side.LEFT, path);
        var rightSum = sum(Side.RIGHT, path);
        boolean proven = l != null && !l.md5().equals(leftSum) || r != null && !r.md5().equals(rightSum);
        return proven
                ? new Verdict(State.NOT_AS_PACKAGED, shown(leftVersion, l, leftSum), shown(rightVersion, r, rightSum))
                : new Verdict(State.SAME_VERSION, leftVersion, rightVersion);
    }

    private static String shown(String version, @Nullable Owned owned, String sum) {
        return version + ": MD5 " + (sum.isEmpty() ? "-" : sum) + ", package: "
                + (owned == null ? "-" : owned.md5());
    }

    /// The MD5 of the file on one side; empty if it is not there, or cannot be read.
    private String sum(Side side, String path) throws IOException {
        try {
            var entry = container == null ? null : container.tree(side).find(path).orElse(null);
            return entry instanceof Entry.File file
                    ? Digests.of(file.content(), DigestAlgorithm.MD5, _ -> {}).hex()
                    : "";
        } catch (FormatException _) {
            return "";
        }
    }

    /// A file that a package has.
    record Owned(String name, String md5) {}

    /// The database of one side.
    private static final class Database {
        /// Bytes of one list; the longest in Debian have 3 MB.
        private static final int LIST = 16 << 20;
        /// Bytes of `status`; a full desktop has 10 MB.
        private static final int STATUS = 64 << 20;
        /// Files of all packages together.
        private static final int MOST = 2_000_000;
        private static final String SUMS = ".md5sums";

        private final Map<String, String> versions = new HashMap<>();
        private final Map<String, Owned> files = new HashMap<>();
        /// What dpkg keeps under another name than the package has it.
        private final Map<String, String> diverted = new HashMap<>();

        static Database of(Tree tree, Limits limits) throws IOException {
            var database = new Database();
            try {
                if (tree.find("var/lib/dpkg/status").orElse(null) instanceof Entry.File status) {
                    database.status(text(status, STATUS));
                    if (tree.find("var/lib/dpkg/diversions").orElse(null) instanceof Entry.File list) {
                        database.diversions(text(list, LIST));
                    }
                    if (tree.find("var/lib/dpkg/info").orElse(null) instanceof Entry.Directory info) {
                        database.info(info, limits);
                    }
                }
            } catch (FormatException _) {
                // what cannot be read owns nothing; the comparison tells of it
            }
            return database;
        }

        private static String text(Entry.File file, int most) throws IOException {
            var content = file.content();
            return new String(content.bytes(0, (int) Math.min(most, content.size())), StandardCharsets.UTF_8);
        }

        private void status(String text) {
            String name = "";
            String architecture = "";
            String version = "";
            for (var line : (text + "\n\n").split("\n", -1)) {
                if (line.isEmpty()) {
                    if (!name.isEmpty()) {
                        versions.put(name, version);
                        versions.put(name + ":" + architecture, version);
                    }
                    name = "";
                } else if (line.startsWith("Package: ")) {
                    name = line.substring("Package: ".length());
                } else if (line.startsWith("Version: ")) {
                    version = line.substring("Version: ".length());
                } else if (line.startsWith("Architecture: ")) {
                    architecture = line.substring("Architecture: ".length());
                }
            }
        }

        /// Three lines each: the path of the package, the path that is used instead, the package that has diverted it.
        private void diversions(String text) {
            var lines = text.split("\n", -1);
            for (int i = 0; i + 2 < lines.length; i += 3) {
                diverted.put(relative(lines[i + 1]), relative(lines[i]));
            }
        }

        private static String relative(String path) {
            return path.startsWith("/") ? path.substring(1) : path;
        }

        private void info(Entry.Directory info, Limits limits) throws IOException {
            for (var entry : info.children()) {
                var name = entry.name().toString();
                if (name.endsWith(SUMS) && entry instanceof Entry.File file
                        && files.size() < Math.min(MOST, limits.entries())) {
                    sums(name.substring(0, name.length() - SUMS.length()), text(file, LIST));
                }
            }
        }

        private void sums(String name, String text) {
            for (var line : text.split("\n", -1)) {
                if (line.length() > 34 && line.startsWith("  ", 32)) {
                    files.put(line.substring(34), new Owned(name, line.substring(0, 32)));
                }
            }
        }

        String version(String name) {
            return versions.getOrDefault(name, "");
        }

        /// The package that has the file at `path`, which may be merged into `/usr`, or null.
        @Nullable
        Owned owned(String path) {
            if (diverted.containsValue(path)) {
                // two packages have a file of this path; which of them it is from is not looked into
                return null;
            }
            var original = diverted.getOrDefault(path, path);
            var owned = files.get(original);
            return owned == null && original.startsWith("usr/") ? files.get(original.substring(4)) : owned;
        }
    }
}
