package org.selfsame.compare;

import static org.selfsame.compare.Workshop.edited;
import static org.selfsame.compare.Workshop.find;

import java.util.Locale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.compare.Workshop.Edit;
import org.selfsame.compare.Workshop.Making;
import org.selfsame.content.LittleEndian;
import org.selfsame.testing.Tool;

/// One thing in programs, catalogs, caches, keys and texts.
final class OneThingFiles {
    private final List<OneThing> all = new ArrayList<>();

    static List<OneThing> all() {
        var files = new OneThingFiles();
        files.texts();
        files.catalogs();
        files.programs();
        files.caches();
        return files.all;
    }

    private void row(String name, OneThing.Maker maker, List<String> along, String... named) {
        all.add(new OneThing(name, maker, List.of(named), along));
    }

    /// A text in which one word is another one; loud, the last word too.
    private void text(String name, String text, String word, String other, String last, List<String> along,
            String... named) {
        row(name, (_, changed, loud) -> {
            var right = changed ? text.replace(word, other) : text;
            return (loud ? right.replace(last, last.toUpperCase(Locale.ROOT)) : right)
                    .getBytes(StandardCharsets.UTF_8);
        }, along, named);
    }

    /// An edit of a file that some tool has made; loud, its last byte but 16 too.
    private void edit(String name, Making file, Edit edit, Edit louder, List<String> along, String... named) {
        row(name, (shop, changed, loud) -> edited(edited(file.make(), changed, edit), loud, louder), along, named);
    }

    private static Making installed(String path, String from) {
        return () -> Files.readAllBytes(Tool.requireFile(path, from));
    }

    private void texts() {
        text("text: a word", "one two three\nfour five six\n".repeat(30), "two", "owt", "four", List.of(), "content ");
        row("binary: a byte",
                (_, changed, loud) -> edited(edited(Workshop.noise(21, 5000), changed, bytes -> bytes[99]++),
                        loud, bytes -> bytes[4000]++),
                List.of(), "content ");
        var xml = """
                <?xml version="1.0"?>
                <list>
                 <item id="a" when="monday">one</item>
                 <p>two</p>
                 <p>three</p>
                </list>
                """;
        text("xml: a text", xml, "two", "owt", "three", List.of(), "content !/list/p");
        text("xml: an attribute", xml, "monday", "sunday", "three", List.of(), "content !/list/item a/@when");
        text("json: a value", """
                {"name": "one", "list": [1, {"deep": "two"}],
                 "last": "three"}
                """, "two", "owt", "three", List.of(), "content !/list/1/deep");
        text("json: an item more", """
                {"name": "one", "list": [1, 2],
                 "last": "three"}
                """, "[1", "[0, 1", "three", List.of(), "content ");
        text("pem: a block", """
                -----BEGIN DATA-----
                bm8gY2VydGlmaWNhdGUsIGFuZCBubyBrZXkgZWl0aGVyLCBidXQgZGF0YQ==
                -----END DATA-----
                behind it
                """, "2VydG", "2VydH", "behind", List.of("layout .*block.*"), "content !/data");
        text("deb822: a version", """
                Package: one
                Status: install ok installed
                Version: 1.0-1
                Architecture: all
                Description: first

                Package: two
                Status: install ok installed
                Version: 2.0-2
                Architecture: all
                Description: second
                """, "1.0-1", "1.0-3", "second", List.of("layout @!/one deb822.Version: .*"), "content !/one!/Version");
        text("deb822: a field", """
                Package: one
                Version: 1.0-1
                Architecture: all
                Description: first
                """, "1.0-1", "1.0-3", "first", List.of(), "content !/Version");
        text("md5sums: a sum", """
                0123456789abcdef0123456789abcdef  usr/bin/one
                1123456789abcdef0123456789abcdef  usr/bin/two
                2123456789abcdef0123456789abcdef  usr/bin/four
                """,
                "1123456789abcdef", "1123456789abcdee", "2123456789abcdef", List.of(), "content !/usr%2Fbin%2Ftwo");
        text("shadow: a day", """
                root:*:19000:0:99999:7:::
                daemon:*:19000:0:99999:7:::
                bin:*:19001:0:99999:7:::
                """,
                "root:*:19000", "root:*:19002", "bin", List.of(), "content !/root/last_change");
        text("passwd: a shell", """
                root:x:0:0:root:/root:/bin/bash
                daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
                """,
                "/bin/bash", "/bin/dash", "nologin", List.of(), "content !/root/shell");
    }

    private static byte[] mo(Workshop shop, boolean loud, String date, String word) throws IOException {
        var where = shop.fresh();
        Files.writeString(where.resolve("in.po"), """
                msgid ""
                msgstr ""
                "PO-Revision-Date: %s\\n"
                "Content-Type: text/plain; charset=UTF-8\\n"

                msgid "yes"
                msgstr "%s"

                msgid "no"
                msgstr "%s"
                """.formatted(date, word, loud ? "nein" : "nien"));
        shop.run(where, "msgfmt", "-o", "out", "in.po");
        return Files.readAllBytes(where.resolve("out"));
    }

    private static byte[] sqlite(Workshop shop, boolean loud, String word) throws IOException {
        var where = shop.fresh();
        shop.run(where, "sqlite3", "out", "CREATE TABLE a(x); CREATE TABLE b(x); INSERT INTO a VALUES('" + word
                + "'); INSERT INTO b VALUES('" + (loud ? "loud" : "calm") + "');");
        return Files.readAllBytes(where.resolve("out"));
    }

    private void catalogs() {
        row("mo: a message", (shop, changed, loud) -> mo(shop, loud, "2020-01-01 00:00+0000", changed ? "ja" : "aj"),
                List.of(), "content !/yes");
        row("mo: a date", (shop, changed, loud) -> mo(shop, loud, changed
                ? "2021-01-01 00:00+0000"
                : "2020-01-01 00:00+0000", "ja"), List.of("content @!/header entry"),
                "layout !/header entry mo.PO-Revision-Date");
        row("png: a text", (shop, changed, loud) -> png(shop, loud, changed ? "2001" : "2002"),
                List.of("layout @!/tEXt:comment chunk.crc: .*"), "content !/tEXt:comment");
        row("sqlite: a row", (shop, changed, loud) -> sqlite(shop, loud, changed ? "two" : "one"), List.of(),
                "content !/page 0000000002");
        row("sqlite: the counter of changes", (shop, changed, loud) -> edited(sqlite(shop, loud, "one"), changed,
                bytes -> bytes[27]++), List.of(), "layout  sqlite.file_change_counter");
        edit("openpgp: a time of creation", installed("/usr/share/keyrings/debian-archive-bookworm-stable.gpg",
                "debian-archive-keyring"), bytes -> bytes[5]++, bytes -> bytes[bytes.length - 3]++,
                List.of("moved @!/4D64.*", "content @!/4D64[^/]*/public key"),
                "layout  key.creation_time", "metadata !/4D64FEC119C2029067D6E791F8D2585B8783D481/public key created");
        edit("sfnt: a time", installed("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", "fonts-dejavu-core"),
                bytes -> bytes[head(bytes) + 35]++, bytes -> bytes[bytes.length - 3]++, List.of("content @!/head"),
                "layout !/head head.modified", "metadata !/head modified");
        row("pyc: the time of the source", (shop, changed, loud) -> edited(edited(pyc(shop), changed,
                bytes -> bytes[8]++), loud, bytes -> bytes[bytes.length - 3]++), List.of(), "layout  pyc.source_mtime");
        row("pyc: a byte of the code", (shop, changed, loud) -> edited(edited(pyc(shop), changed,
                bytes -> bytes[30]++), loud, bytes -> bytes[bytes.length - 3]++), List.of(), "content !/code");
    }

    private static int head(byte[] font) {
        int record = find(font, "head");
        return (font[record + 9] & 255) << 16 | (font[record + 10] & 255) << 8 | font[record + 11] & 255;
    }

    private static byte[] pyc(Workshop shop) throws IOException {
        var where = shop.fresh();
        Files.writeString(where.resolve("m.py"), """
                def f(x):
                    return x + 1
                """);
        Workshop.settle(where);
        Tool.require("python3");
        Tool.run(where, "python3", "-c", "import py_compile; py_compile.compile('m.py', 'out', invalidation_mode="
                + "py_compile.PycInvalidationMode.TIMESTAMP)");
        return Files.readAllBytes(where.resolve("out"));
    }

    private static byte[] png(Workshop shop, boolean loud, String year) throws IOException {
        return shop.file("out.png", "convert", "-size", "8x8", loud ? "xc:red" : "xc:blue", "+set", "date:create",
                "+set",
                "date:modify", "-define", "png:exclude-chunks=date,time", "-set", "comment", year, "out.png");
    }

    private static byte[] elf(Workshop shop, boolean loud, String id, String text) throws IOException {
        var where = shop.fresh();
        Files.writeString(where.resolve("p.c"), "const char *a = \"" + (loud ? "loud" : "calm")
                + "\"; int main(void) { return " + text + "; }\n");
        shop.run(where, "gcc", "-O0", "-Wl,--build-id=0x" + id, "-o", "out", "p.c");
        return Files.readAllBytes(where.resolve("out"));
    }

    private static byte[] grub(Workshop shop, boolean loud, String prefix) throws IOException {
        Tool.requireFile("/usr/lib/grub/i386-pc/kernel.img", "grub-pc-bin");
        return shop.file("out", "grub-mkimage", "-O", "i386-pc", "-o", "out", "-p", prefix, "biosdisk", loud
                ? "iso9660"
                : "ext2");
    }

    private void programs() {
        row("elf: the build id", (shop, changed, loud) -> elf(shop, loud, changed ? "0123456789ab" : "ba9876543210",
                "1"), List.of("content @!/.note.gnu.build-id", "layout @ elf.build_id.*"),
                "layout !/.note.gnu.build-id note.gnu.build-id: ba9876543210 | 0123456789ab");
        row("elf: a byte of the code", (shop, changed, loud) -> elf(shop, loud, "0123456789ab", changed ? "2" : "1"),
                List.of(), "content !/.text");
        Making memtest = installed("/boot/memtest86+x64.efi", "memtest86+");
        edit("pe: a time", memtest, bytes -> bytes[LittleEndian.i32(bytes, 0x3c) + 8]++, bytes -> bytes[bytes.length
                - 2000]++, List.of(), "layout  coff header.time_date_stamp");
        edit("pe: a byte of the code", memtest, bytes -> bytes[bytes.length / 2]++, bytes -> bytes[bytes.length
                - 2000]++, List.of(), "layout  protected-mode code", "content !pe/.text");
        Making kernel = installed("/boot/memtest86+x64.bin", "memtest86+");
        edit("bzimage: a field of the setup header", kernel, bytes -> bytes[0x1fa]++, bytes -> bytes[bytes.length
                - 2000]++, List.of(), "layout  setup header.vid_mode");
        row("grub: the prefix", (shop, changed, loud) -> grub(shop, loud, changed ? "/boot/grub" : "/toob/grub"),
                List.of("layout @.* (data\\.(moved|encoded)|fields\\.moved)", "content @!/core/modules!/prefix",
                        "layout @ grub decompressor.*"),
                "layout !/core/modules grub.prefix: /toob/grub | /boot/grub");
        edit("isolinux: a byte of the loader", installed("/usr/lib/ISOLINUX/isolinux.bin", "isolinux"),
                bytes -> bytes[5000]++, bytes -> bytes[9000]++, List.of(), "layout  boot code");
    }

    private void caches() {
        Making libraries = installed("/etc/ld.so.cache", "libc-bin");
        edit("ldcache: a path", libraries, bytes -> bytes[find(bytes, "/libc.so.6") + 4] = 'd', bytes -> bytes[find(
                bytes, "/libm.so.6") + 4] = 'n', List.of(), "removed !/libc.so.6", "added !/libd.so.6");
        Making terminal = installed("/lib/terminfo/l/linux", "ncurses-base");
        edit("terminfo: a capability", terminal, bytes -> bytes[bytes.length - 5]++, bytes -> bytes[300]++,
                List.of("layout @ extended strings"), "content !/extended capabilities");
        Making mime = installed("/usr/share/mime/mime.cache", "shared-mime-info");
        edit("mimecache: a string", mime, bytes -> bytes[bytes.length - 5]++, bytes -> bytes[9000]++, List.of(),
                "content !/generic icons");
        row("gvdb: a default", (shop, changed, loud) -> {
            var where = shop.fresh();
            Files.writeString(where.resolve("org.example.gschema.xml"), """
                    <schemalist><schema id="org.example" path="/org/example/">
                    <key name="one" type="i"><default>%d</default></key>
                    <key name="two" type="i"><default>%d</default></key>
                    </schema></schemalist>
                    """.formatted(changed ? 2 : 1, loud ? 4 : 3));
            shop.run(where, "glib-compile-schemas", ".");
            return Files.readAllBytes(where.resolve("gschemas.compiled"));
        }, List.of(), "content !/org.example/one");
    }
}
