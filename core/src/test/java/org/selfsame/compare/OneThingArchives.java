package org.selfsame.compare;

import static org.selfsame.compare.Workshop.NONE;
import static org.selfsame.compare.Workshop.added;
import static org.selfsame.compare.Workshop.byteOf;
import static org.selfsame.compare.Workshop.edited;
import static org.selfsame.compare.Workshop.find;
import static org.selfsame.compare.Workshop.mode;
import static org.selfsame.compare.Workshop.moved;
import static org.selfsame.compare.Workshop.removed;
import static org.selfsame.compare.Workshop.symlink;
import static org.selfsame.compare.Workshop.touched;
import static org.selfsame.compare.Workshop.with;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.selfsame.compare.Workshop.Change;
import org.selfsame.compare.Workshop.Edit;

/// One thing in archives and compressed streams.
final class OneThingArchives {
    /// What stands in the headers of members and what lies elsewhere; `@` stands for the address of the archive.
    static final List<String> TAR = List.of("layout @(!/[^! ]*)? (member header\\.\\w+|pax\\.\\w+|data\\.moved"
            + "|fields\\.moved|padding|end of archive|zeros that nothing refers to|tar\\.(members|form))(: .*)?");
    private static final List<String> ARCHIVE = List.of("layout @(![^ ]*)? (member header\\.\\w+|trailer header\\.\\w+"
            + "|pax\\.\\w+|member name|symbolic link target|\\w+ padding|padding|end of archive|data\\.(moved|encoded)|fields\\.moved"
            + "|zeros that nothing refers to|\\w+\\.(members|order|entries)|local header\\.\\w+|(end of )?central directory( entry)?\\.\\w+"
            + "|gzip\\.(crc32|size)|zstd\\.checksum|xz\\.check|block padding|index)(: .*)?");
    private static final List<String> STREAM = List.of("layout @ (data\\.(moved|encoded)|fields\\.moved|index"
            + "|(gzip|xz|zstd|lz4|bzip2|lzop|lzma)\\.\\w+|[\\w ]*padding|[\\w ]*block[\\w ]*)(: .*)?");
    private static final Instant EARLIER = Instant.ofEpochSecond(1_500_000_001);

    private final List<OneThing> all = new ArrayList<>();

    static List<OneThing> all() {
        var archives = new OneThingArchives();
        archives.tar();
        archives.cpio();
        archives.initrd();
        archives.zip();
        archives.ar();
        archives.streams();
        return archives.all;
    }

    private void row(String name, OneThing.Maker maker, List<String> along, String... named) {
        all.add(new OneThing(name, maker, List.of(named), along));
    }

    private static String[] everywhere(String pattern) {
        return Stream.of("etc", "etc/conf", "etc/conf/b", "etc/text", "usr", "usr/lib", "usr/lib/many", "usr/lib/noise",
                "usr/link", "usr/run", "zloud").map(pattern::formatted).toArray(String[]::new);
    }

    private void tar(String what, Change change, String... named) {
        row("tar: " + what, (shop, changed, loud) -> {
            var tree = shop.tree(loud, changed ? change : NONE);
            return shop.tar(tree, Workshop.members(tree));
        }, ARCHIVE, named);
    }

    private void tar(String what, List<String> left, List<String> right, String... named) {
        row("tar: " + what, (shop, changed, loud) -> {
            var tree = shop.tree(loud);
            return shop.tar(tree, Workshop.members(tree), (changed ? right : left).toArray(String[]::new));
        }, ARCHIVE, named);
    }

    private static byte[] tar(Workshop shop, boolean loud) throws IOException {
        var tree = shop.tree(loud);
        return shop.tar(tree, Workshop.members(tree));
    }

    private void tar() {
        tar("a byte of a file", byteOf("etc/text", 500), "content !/etc/text");
        tar("a longer file", tree -> Files.write(tree.resolve("etc/text"), Workshop.text(7, 9000)),
                "content !/etc/text");
        tar("a time", touched("etc/text", EARLIER), "metadata !/etc/text modified");
        tar("permissions", mode("usr/run", "rwx------"), "metadata !/usr/run permissions");
        tar("an owner", List.of("--owner=root:0"), List.of("--owner=root:7"), everywhere(
                "metadata !/%s user: 0 | 7"));
        tar("an owner's name", List.of("--owner=root:0"), List.of("--owner=toor:0"), everywhere(
                "layout !/%s member header.uname"));
        tar("a link's target", symlink("usr/link", "ran"), "metadata !/usr/link target");
        tar("an added file", added("usr/new", 5), "added !/usr/new");
        tar("a removed file", removed("etc/conf/b"), "removed !/etc/conf/b");
        tar("a renamed file", moved("etc/text", "etc/txet"), "moved !/etc/text -> !/etc/txet");
        tar("a link instead of a file", symlink("etc/conf/b", "a"), "type !/etc/conf/b type");
        row("tar: the order of members", (shop, changed, loud) -> {
            var tree = shop.tree(loud);
            var members = new ArrayList<>(Workshop.members(tree));
            if (changed) {
                Collections.swap(members, members.indexOf("usr/run"), members.indexOf("usr/link"));
                Collections.swap(members, members.indexOf("usr/run"), members.indexOf("usr/lib/noise"));
            }
            return shop.tar(tree, members);
        }, ARCHIVE, "layout  order of entries");
        row("tar: a fraction of a second", (shop, changed, loud) -> {
            var tree = shop.tree(loud, touched("etc/text", EARLIER.plusNanos(changed ? 500 : 400)));
            return shop.tar(tree, Workshop.members(tree), "--format=pax", "--pax-option=delete=atime,delete=ctime");
        }, ARCHIVE, "metadata !/etc/text modified");
        row("tar: a hard link instead of a copy", (shop, changed, loud) -> {
            var tree = shop.tree(loud, root -> {
                if (changed) {
                    Files.createLink(root.resolve("usr/twin"), root.resolve("usr/run"));
                } else {
                    Files.copy(root.resolve("usr/run"), root.resolve("usr/twin"));
                    mode("usr/twin", "rwxr-xr-x").apply(root);
                }
            });
            return shop.tar(tree, Workshop.members(tree));
        }, ARCHIVE, "metadata !/usr/twin hard links: null | usr/run");
        row("tar: a byte of the padding", (shop, changed, loud) -> edited(tar(shop, loud), changed,
                image -> image[find(image, new String(Workshop.text(4, 900), StandardCharsets.US_ASCII)) + 901] = 1),
                TAR, "layout !/usr/run padding");
        row("tar: a byte behind the end", (shop, changed, loud) -> edited(tar(shop, loud), changed,
                image -> image[image.length - 1] = 1), TAR, "unexplained  1");
    }

    private void cpio(String what, Change change, String... named) {
        row("cpio: " + what, (shop, changed, loud) -> {
            var tree = shop.tree(loud, changed ? change : NONE);
            return shop.cpio(tree, Workshop.members(tree));
        }, ARCHIVE, named);
    }

    private static byte[] cpio(Workshop shop, boolean loud) throws IOException {
        var tree = shop.tree(loud);
        return shop.cpio(tree, Workshop.members(tree));
    }

    private void cpio() {
        cpio("a byte of a file", byteOf("etc/text", 500), "content !/etc/text");
        cpio("a time", touched("etc/text", EARLIER), "metadata !/etc/text modified");
        cpio("permissions", mode("usr/run", "rwx------"), "metadata !/usr/run permissions");
        cpio("a link's target", symlink("usr/link", "ran"), "metadata !/usr/link target");
        cpio("an added file", added("usr/new", 5), "added !/usr/new");
        cpio("a renamed file", moved("etc/text", "etc/txet"), "moved !/etc/text -> !/etc/txet");
        row("cpio: an owner", (shop, changed, loud) -> {
            var tree = shop.tree(loud);
            return shop.cpio(tree, Workshop.members(tree), "-H", "newc", "-R", changed ? "0:7" : "0:0");
        }, ARCHIVE, everywhere("metadata !/%s group: 0 | 7"));
        row("cpio: the order of members", (shop, changed, loud) -> {
            var tree = shop.tree(loud);
            var members = new ArrayList<>(Workshop.members(tree));
            if (changed) {
                Collections.swap(members, members.indexOf("usr/run"), members.indexOf("usr/lib/noise"));
            }
            return shop.cpio(tree, members);
        }, ARCHIVE, "layout  order of entries");
        row("cpio: a sum", (shop, changed, loud) -> {
            var tree = shop.tree(loud);
            byte[] archive = shop.cpio(tree, Workshop.members(tree), "-H", "crc");
            return edited(archive, changed, bytes -> bytes[find(bytes, "zloud\0") - 1] ^= 1);
        }, List.of(), "layout !/zloud member header.check");
        row("cpio: odc, a device", (shop, changed, loud) -> {
            var tree = shop.tree(loud);
            byte[] archive = shop.cpio(tree, Workshop.members(tree), "-H", "odc");
            return edited(archive, changed, bytes -> bytes[find(bytes, "zloud\0") - 76 + 11] ^= 1);
        }, List.of(), "layout !/zloud member header.dev");
        row("cpio: a number of an inode", (shop, changed, loud) -> edited(cpio(shop, loud), changed,
                bytes -> bytes[find(bytes, "zloud\0") - 110 + 8] = '9'), List.of(), "layout !/zloud member header.ino");
        row("cpio: a byte behind the end", (shop, changed, loud) -> edited(cpio(shop, loud), changed,
                bytes -> bytes[bytes.length - 1] = 1), ARCHIVE, "unexplained  1");
    }

    /// Early microcode, then the archive of a tree, compressed.
    private static byte[] initrd(Workshop shop, boolean loud, Change change, int early, String compressor)
            throws IOException {
        var firmware = shop.fresh();
        Files.createDirectories(firmware.resolve("kernel/x86/microcode"));
        Workshop.write(firmware, "kernel/x86/microcode/GenuineIntel.bin", Workshop.noise(early, 2000));
        Workshop.settle(firmware);
        var tree = shop.tree(loud, change);
        byte[] main = shop.filter(shop.cpio(tree, Workshop.members(tree)), compressor);
        return with(shop.cpio(firmware, Workshop.members(firmware)), main);
    }

    private void initrd() {
        for (var compressor : List.of("gzip -n", "zstd -q", "xz --check=crc32")) {
            row("initrd: a byte of a file, " + compressor, (shop, changed, loud) -> initrd(shop, loud, changed
                    ? byteOf("etc/text", 500)
                    : NONE, 1, compressor), ARCHIVE, "content !/segment-2!!/etc/text");
        }
        row("initrd: a time", (shop, changed, loud) -> initrd(shop, loud, changed
                ? touched("etc/text", EARLIER)
                : NONE, 1, "gzip -n"), ARCHIVE, "metadata !/segment-2!!/etc/text modified");
        row("initrd: the microcode", (shop, changed, loud) -> initrd(shop, loud, NONE, changed ? 2 : 1, "gzip -n"),
                ARCHIVE, "content !cpio/kernel/x86/microcode/GenuineIntel.bin");
        row("initrd: the level of compression", (shop, changed, loud) -> initrd(shop, loud, NONE, 1, changed
                ? "gzip -n1"
                : "gzip -n9"), ARCHIVE, "layout !/segment-2 gzip.extra_flags: 2 | 4");
    }

    private static byte[] zip(Workshop shop, boolean loud, Change change, String... options) throws IOException {
        var tree = shop.tree(loud, change);
        var out = shop.fresh().resolve("out.zip");
        var command = new ArrayList<>(List.of("zip", "-q", "-y", "-X"));
        command.addAll(List.of(options));
        command.add(out.toString());
        command.addAll(Workshop.members(tree));
        shop.run(tree, command.toArray(String[]::new));
        return Files.readAllBytes(out);
    }

    private void zip(String what, Change change, String... named) {
        row("zip: " + what, (shop, changed, loud) -> zip(shop, loud, changed ? change : NONE), ARCHIVE, named);
    }

    private void zip() {
        zip("a byte of a file", byteOf("etc/text", 500), "content !/etc/text");
        zip("a time", touched("etc/text", EARLIER), "metadata !/etc/text modified");
        zip("permissions", mode("usr/run", "rwx------"), "metadata !/usr/run permissions");
        zip("an added file", added("usr/new", 5), "added !/usr/new");
        zip("a renamed file", moved("etc/text", "etc/txet"), "moved !/etc/text -> !/etc/txet");
        row("zip: the level of compression", (shop, changed, loud) -> zip(shop, loud, NONE, changed ? "-1" : "-9"),
                ARCHIVE,
                "layout !/etc/text local header.flags");
        row("zip: the comment", (shop, changed, loud) -> {
            byte[] archive = zip(shop, loud, NONE);
            archive[archive.length - 2] = 4;
            return with(archive, (changed ? "four" : "text").getBytes(StandardCharsets.US_ASCII));
        }, List.of(), "layout  end of central directory.comment: text | four");
    }

    private static byte[] ar(Workshop shop, boolean loud, Change change, List<String> members) throws IOException {
        var tree = shop.tree(loud, change);
        var all = new ArrayList<>(List.of("ar", "rcSU", "out"));
        all.addAll(members);
        if (loud) {
            all.add("etc/added");
        }
        shop.run(tree, all.toArray(String[]::new));
        return Files.readAllBytes(tree.resolve("out"));
    }

    private static byte[] deb(Workshop shop, boolean loud, Change change, String description, String compressor)
            throws IOException {
        var tree = shop.tree(loud, change);
        Files.createDirectory(tree.resolve("DEBIAN"));
        Files.writeString(tree.resolve("DEBIAN/control"), """
                Package: thing
                Version: 1.0
                Architecture: all
                Maintainer: Nobody <nobody@example.org>
                Description: %s
                """.formatted(description));
        Workshop.settle(tree);
        var out = shop.fresh();
        shop.run(out, "dpkg-deb", "--root-owner-group", "-Z" + compressor, "-b", tree.toString(), "out");
        return Files.readAllBytes(out.resolve("out"));
    }

    private void ar() {
        var members = List.of("etc/text", "usr/run", "zloud");
        row("ar: a byte of a member", (shop, changed, loud) -> ar(shop, loud, changed
                ? byteOf("etc/text", 500)
                : NONE, members), ARCHIVE, "content !/text");
        row("ar: a time", (shop, changed, loud) -> ar(shop, loud, changed ? touched("etc/text", EARLIER) : NONE,
                members), ARCHIVE, "metadata !/text modified");
        row("ar: permissions", (shop, changed, loud) -> ar(shop, loud, changed ? mode("usr/run", "rwx------") : NONE,
                members), ARCHIVE, "metadata !/run permissions");
        row("ar: the order of members", (shop, changed, loud) -> ar(shop, loud, NONE, changed
                ? List.of("zloud", "usr/run", "etc/text")
                : members), ARCHIVE, "layout  order of entries");
        row("deb: a byte of a file", (shop, changed, loud) -> deb(shop, loud, changed ? byteOf("etc/text", 500) : NONE,
                "a thing", "gzip"), ARCHIVE, "content !/data.tar.gz!!/etc/text");
        row("deb: a field of the package", (shop, changed, loud) -> deb(shop, loud, NONE, changed
                ? "a thong"
                : "a thing", "gzip"), ARCHIVE, "content !/control.tar.gz!!/control!/Description");
        row("deb: the compressor", (shop, changed, loud) -> deb(shop, loud, NONE, "a thing", changed ? "xz" : "gzip"),
                ARCHIVE, "removed !/control.tar.gz", "added !/control.tar.xz", "removed !/data.tar.gz",
                "added !/data.tar.xz");
    }

    private void stream(String what, List<String> along, String left, String right, String... named) {
        row(what, (shop, changed, loud) -> shop.filter(Workshop.text(loud ? 12 : 11, 150_000), changed ? right : left),
                along, named);
    }

    private void streamEdit(String what, String command, Edit edit, String... named) {
        row(what, (shop, changed, loud) -> edited(shop.filter(Workshop.text(loud ? 12 : 11, 150_000), command), changed,
                edit), List.of(), named);
    }

    private void streams() {
        for (var program : List.of("gzip -n", "xz", "zstd -q", "bzip2", "lz4 -q", "lzma")) {
            row(program.replaceAll(" .*", "") + ": a byte of the content", (shop, changed, loud) -> shop.filter(edited(
                    Workshop.text(11, 150_000), changed, bytes -> bytes[77_000] = '!'), program), STREAM,
                    "content !");
        }
        // of its standard input lzop notes when it read it; of a file, the file's own time
        row("lzop: a byte of the content", (shop, changed, loud) -> {
            var where = shop.fresh();
            Workshop.write(where, "name", edited(Workshop.text(11, 150_000), changed, bytes -> bytes[77_000] = '!'));
            Workshop.settle(where);
            return shop.shell(where, "lzop -c name");
        }, STREAM, "content !");
        streamEdit("gzip: a time", "gzip -n", bytes -> bytes[4] = 1, "metadata ! modified: null | 1970-01-01T00:00:01Z",
                "layout  gzip.mtime");
        streamEdit("gzip: the system", "gzip -n", bytes -> bytes[9] = 0, "layout  gzip.os");
        stream("gzip: the level", STREAM, "gzip -n9", "gzip -n1", "layout  gzip.extra_flags: 2 | 4");
        row("gzip: the name", (shop, changed, loud) -> {
            var where = shop.fresh();
            var name = changed ? "mane" : "name";
            Workshop.write(where, name, Workshop.text(loud ? 12 : 11, 150_000));
            Workshop.settle(where);
            return shop.shell(where, "gzip -c " + name);
        }, STREAM, "layout  gzip.name");
        stream("xz: the check", STREAM, "xz --check=crc64", "xz --check=crc32", "layout  xz.check: CRC64 | CRC32");
        stream("xz: the preset", STREAM, "xz -6", "xz -0", "layout  block header");
        stream("zstd: the level", STREAM, "zstd -q -3", "zstd -q -19", "layout  zstd.window");
        stream("zstd: the checksum", STREAM, "zstd -q --check", "zstd -q --no-check",
                "layout  zstd.checksum: yes | no");
        stream("bzip2: the size of blocks", STREAM, "bzip2 -9", "bzip2 -1", "layout  bzip2.level: 9 | 1");
        stream("lz4: the size of blocks", STREAM, "lz4 -q -B4", "lz4 -q -B5", "layout  lz4.block_size: 65536 | 262144");
        row("gzip: bytes behind the end", (shop, changed, loud) -> {
            byte[] stream = shop.filter(Workshop.text(loud ? 12 : 11, 150_000), "gzip -n");
            return changed ? with(stream, "behind".getBytes(StandardCharsets.US_ASCII)) : stream;
        }, STREAM, "unexplained  6");
    }
}
