package org.selfsame.compare;

import java.time.Instant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.selfsame.testing.Tool;

/// Where tests make images with the tools that people use. What comes out depends on what goes in alone: all times that
/// the tools would take from the clock are given to them.
final class Workshop {
    /// When everything was made, in seconds since 1970.
    static final long TIME = 1_600_000_000;
    private static final String NOW = Long.toString(TIME);
    /// Times later than this were made by the test itself, and are set to [#TIME].
    private static final long CLOCK = 1_700_000_000;

    private final Path directory;
    private final Map<String, byte[]> made = new HashMap<>();
    private int next;

    Workshop(Path directory) {
        this.directory = directory;
    }

    /// Changes a tree of files.
    @FunctionalInterface
    interface Change {
        void apply(Path tree) throws IOException;
    }

    /// An edit of bytes.
    @FunctionalInterface
    interface Edit {
        void apply(byte[] bytes) throws IOException;
    }

    /// A new directory.
    Path fresh() throws IOException {
        return Files.createDirectory(directory.resolve("w" + next++));
    }

    /// A tree of a few files, with those changes; all times are [#TIME] but those that the changes set to others in the
    /// past. With `loud`, one file more is another one, and one is added.
    Path tree(boolean loud, Change... changes) throws IOException {
        var tree = fresh();
        Files.createDirectories(tree.resolve("etc/conf"));
        Files.createDirectories(tree.resolve("usr/lib"));
        write(tree, "etc/text", text(1, 3000));
        write(tree, "etc/conf/b", text(2, 200));
        write(tree, "usr/lib/noise", noise(3, 20_000));
        write(tree, "usr/run", text(4, 900));
        write(tree, "usr/lib/many", text(5, 300_000));
        write(tree, "zloud", noise(loud ? 98 : 97, loud ? 9000 : 5000));
        if (loud) {
            write(tree, "etc/added", noise(96, 7000));
        }
        Files.setPosixFilePermissions(tree.resolve("usr/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(tree.resolve("usr/link"), Path.of("run"));
        for (var change : changes) {
            change.apply(tree);
        }
        settle(tree);
        return tree;
    }

    static void write(Path tree, String path, byte[] bytes) throws IOException {
        Files.write(tree.resolve(path), bytes);
    }

    static byte[] noise(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Words, the same for the same seed.
    static byte[] text(long seed, int size) {
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.length() < size) {
            text.append(Integer.toString(random.nextInt(5000) + 1000, 36)).append(random.nextInt(9) == 0 ? '\n' : ' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    /// Sets the times that came from the clock.
    static void settle(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                var view = Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                var attributes = view.readAttributes();
                if (attributes.lastModifiedTime().toInstant().getEpochSecond() > CLOCK) {
                    view.setTimes(FileTime.from(Instant.ofEpochSecond(TIME)), FileTime.from(
                            Instant.ofEpochSecond(TIME)), null);
                }
            }
        }
    }

    /// Changes one byte of a file of a tree.
    static Change byteOf(String path, int at) {
        return tree -> {
            byte[] bytes = Files.readAllBytes(tree.resolve(path));
            bytes[at] = (byte) (bytes[at] == 'x' ? 'y' : 'x');
            Files.write(tree.resolve(path), bytes);
        };
    }

    /// Sets the time of a file to one in the past.
    static Change touched(String path, Instant time) {
        return tree -> Files.getFileAttributeView(tree.resolve(path), BasicFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS).setTimes(FileTime.from(time), null, null);
    }

    static Change mode(String path, String permissions) {
        return tree -> Files.setPosixFilePermissions(tree.resolve(path), PosixFilePermissions.fromString(permissions));
    }

    static Change symlink(String path, String target) {
        return tree -> {
            Files.deleteIfExists(tree.resolve(path));
            Files.createSymbolicLink(tree.resolve(path), Path.of(target));
        };
    }

    static Change moved(String from, String to) {
        return tree -> Files.move(tree.resolve(from), tree.resolve(to));
    }

    static Change removed(String path) {
        return tree -> Files.delete(tree.resolve(path));
    }

    static Change added(String path, int seed) {
        return tree -> Files.write(tree.resolve(path), noise(seed, 2500));
    }

    static final Change NONE = tree -> {};

    /// What `making` makes, made once for each `key`; a copy.
    byte[] once(String key, Making making) throws IOException {
        var known = made.get(key);
        if (known == null) {
            known = making.make();
            made.put(key, known);
        }
        return known.clone();
    }

    /// Makes bytes.
    @FunctionalInterface
    interface Making {
        byte[] make() throws IOException;
    }

    /// Runs a program that is to be reproducible and expects success.
    void run(Path where, String... command) {
        runAt(where, NOW, command);
    }

    void runAt(Path where, String time, String... command) {
        Tool.require(command[0]);
        var result = Tool.tryRun(where,
                Map.of("SOURCE_DATE_EPOCH", time, "E2FSPROGS_FAKE_TIME", time, "MTOOLS_SKIP_CHECK",
                        "1"),
                command);
        if (result.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + " exited with " + result.exit() + "\n" + result.out()
                    + result.err());
        }
    }

    /// Runs a program that writes `name` in a new directory.
    byte[] file(String name, String... command) throws IOException {
        var where = fresh();
        run(where, command);
        return Files.readAllBytes(where.resolve(name));
    }

    /// A SquashFS of `tree`, by mksquashfs.
    byte[] squashfs(Path tree, String... options) throws IOException {
        var command = new ArrayList<>(List.of("mksquashfs", tree.toString(), "out", "-noappend",
                "-no-progress", "-processors", "1"));
        if (!List.of(options).contains("-mkfs-time")) {
            command.addAll(List.of("-mkfs-time", NOW));
        }
        command.addAll(List.of(options));
        // the tool refuses options for times while the environment has one
        var where = fresh();
        Tool.require("mksquashfs");
        Tool.run(where, command.toArray(String[]::new));
        return Files.readAllBytes(where.resolve("out"));
    }

    /// An ISO of `tree`, by xorriso; `options` as mkisofs has them, and after `then` commands of xorriso's.
    byte[] iso(Path tree, String... options) throws IOException {
        var all = List.of(options);
        int end = all.contains("then") ? all.indexOf("then") : all.size();
        var command = new ArrayList<>(List.of("xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-V", "TEST",
                "--modification-date=2020091312264000", "-o", "out"));
        command.addAll(all.subList(0, end));
        command.add(tree.toString());
        command.addAll(List.of("--", "-alter_date_r", "b-c", "=" + NOW, "/", "--"));
        command.addAll(all.subList(Math.min(end + 1, all.size()), all.size()));
        return file("out", command.toArray(String[]::new));
    }

    /// An ext4 volume of `tree`, by mke2fs.
    byte[] ext4(Path tree, String... options) throws IOException {
        return ext4At(NOW, tree, options);
    }

    byte[] ext4At(String time, Path tree, String... options) throws IOException {
        var where = fresh();
        var command = new ArrayList<>(List.of("mke2fs", "-q", "-t", "ext4", "-d", tree.toString(), "-U",
                "11111111-2222-3333-4444-555555555555", "-E", "hash_seed=66666666-7777-8888-9999-aaaaaaaaaaaa,"
                        + "root_owner=0:0,lazy_itable_init=0",
                "-O", "^has_journal", "-b", "1024"));
        command.addAll(List.of(options));
        command.addAll(List.of("out", "4M"));
        runAt(where, time, command.toArray(String[]::new));
        return Files.readAllBytes(where.resolve("out"));
    }

    /// An ext4 volume after commands of debugfs', in a directory with a file `new`.
    byte[] debugfs(byte[] image, String... commands) throws IOException {
        var where = fresh();
        Files.write(where.resolve("out"), image);
        Files.write(where.resolve("new"), noise(95, 6000));
        Files.write(where.resolve("script"), List.of(commands));
        run(where, "debugfs", "-w", "-f", "script", "out");
        return Files.readAllBytes(where.resolve("out"));
    }

    /// Members of a tree, each directory before what is in it.
    static List<String> members(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            return paths.map(path -> tree.relativize(path).toString()).filter(path -> !path.isEmpty()).sorted()
                    .toList();
        }
    }

    /// A tar archive of the members, in their order, by GNU tar.
    byte[] tar(Path tree, List<String> members, String... options) throws IOException {
        var command = new ArrayList<>(List.of("tar", "-cf", "-", "--no-recursion", "--owner=root:0", "--group=root:0"));
        command.addAll(List.of(options));
        command.addAll(members);
        return shell(tree, String.join(" ", command));
    }

    /// A cpio archive of the members, in their order, by GNU cpio.
    byte[] cpio(Path tree, List<String> members, String... options) throws IOException {
        var names = fresh().resolve("names");
        Files.write(names, members);
        return shell(tree, "cpio -o --quiet --reproducible -R 0:0 " + (options.length == 0 ? "-H newc" : "")
                + String.join(" ", options) + " < " + names);
    }

    /// What a line of the shell writes to its standard output.
    byte[] shell(Path where, String line) throws IOException {
        var out = fresh().resolve("out");
        Tool.require(line.substring(0, (line + " ").indexOf(' ')));
        run(where, "sh", "-c", "{ " + line + "; } > " + out);
        return Files.readAllBytes(out);
    }

    /// What a program that reads standard input and writes standard output makes of `bytes`.
    byte[] filter(byte[] bytes, String line) throws IOException {
        var where = fresh();
        Files.write(where.resolve("in"), bytes);
        return shell(where, line + " < in");
    }

    /// The place of ASCII `text` in `bytes`, which must have it.
    static int find(byte[] bytes, String text) {
        return find(bytes, text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    static int find(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("no " + new String(wanted, StandardCharsets.ISO_8859_1));
    }

    /// `bytes`, if `changed` with an edit.
    static byte[] edited(byte[] bytes, boolean changed, Edit edit) {
        if (changed) {
            try {
                edit.apply(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }

    static byte[] with(byte[] bytes, byte[] behind) {
        var both = Arrays.copyOf(bytes, bytes.length + behind.length);
        System.arraycopy(behind, 0, both, bytes.length, behind.length);
        return both;
    }
}
