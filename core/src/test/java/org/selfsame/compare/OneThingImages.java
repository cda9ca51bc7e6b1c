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
import java.util.List;
import java.util.Map;
import org.selfsame.compare.Workshop.Change;
import org.selfsame.compare.Workshop.Edit;
import org.selfsame.testing.Tool;

/// One thing in images of systems and disks.
final class OneThingImages {
    /// What is otherwise in a SquashFS when the tree or the length of anything in it is; `@` stands for its address.
    static final List<String> SQUASHFS = List.of("layout @ (superblock\\.(bytes_used|\\w+_count|root_inode|\\w+_table)"
            + "|squashfs\\.(inodes|fragments|ids|xattr_ids)|[\\w ]+ table( header| index| metadata block)?|padding"
            + "|zeros that nothing refers to)(: .*)?", "layout @(!/[^! ]*)? (data\\.(moved|encoded)|fields\\.moved)");
    /// What follows from the options for a SquashFS.
    private static final List<String> OPTIONS = both(SQUASHFS, List.of("layout @ (superblock\\.(block_log|flags)"
            + "|compressor options|squashfs\\.(compression\\.\\w+|fragments_used|exportable))(: .*)?"));
    /// What is otherwise in an ISO when the length of anything in it is.
    static final List<String> ISO = List.of("layout @(!/[^! ]*)? (Joliet )?directory( record)?", "layout @(!/[^! ]*)?"
            + " (data\\.moved|fields\\.moved|padding|zeros that nothing refers to)",
            "layout @ (tree (iso9660|joliet)|(Joliet )?[LM] path table)",
            "layout @ iso9660.system_area.*",
            "layout @ (primary|supplementary) volume descriptor.volume_space_size: .*");
    private static final List<String> FAT = List.of(
            "layout @(!/[^! ]*)? (entry\\.\\w+|directory|slack|file allocation table [12]|data.moved|fields.moved|zeros that nothing refers to)(: .*)?",
            "metadata @!/[^ ]* (created|accessed): .*");
    private static final List<String> EXT4 = List.of(
            "layout @(!/[^! ]*)? (inode( table|\\.\\w+)?|extended attribute.*|symlink target|directory|slack|.*bitmap|free blocks|data.moved|fields.moved|zeros that nothing refers to|superblock\\.s_\\w+|group descriptor\\.bg_\\w+|ext4\\.\\w+)(: .*)?");
    private static final List<String> GPT = List.of("layout @ gpt\\.(backup\\.)?(crc|entries_crc|.*name|.*guid).*");
    private static final Instant EARLIER = Instant.ofEpochSecond(1_500_000_001);

    private final List<OneThing> all = new ArrayList<>();

    private static List<String> both(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    static List<OneThing> all() {
        var images = new OneThingImages();
        images.squashfs();
        images.iso();
        images.bootable();
        images.fat();
        images.ext4();
        return images.all;
    }

    private void row(String name, OneThing.Maker maker, List<String> along, String... named) {
        all.add(new OneThing(name, maker, List.of(named), along));
    }

    private void squashfs(String what, Change change, String... named) {
        row("squashfs: " + what, (shop, changed, loud) -> shop.squashfs(shop.tree(loud, changed ? change : NONE)),
                SQUASHFS, named);
    }

    private void squashfs(String what, List<String> left, List<String> right, String... named) {
        row("squashfs: " + what, (shop, changed, loud) -> shop.squashfs(shop.tree(loud), (changed ? right : left)
                .toArray(String[]::new)), OPTIONS, named);
    }

    private void squashfsEdit(String what, Edit edit, String... named) {
        row("squashfs: " + what, (shop, changed, loud) -> edited(shop.squashfs(shop.tree(loud)), changed, edit),
                List.of(), named);
    }

    /// What has mksquashfs add the device `/etc/null`: a character device for `C`, a block device for `B`, with a time of
    /// its own; as the definitions in lower case would give it the time at which the image is made.
    private static List<String> device(String type, int minor) {
        return List.of("-p", "etc/null " + type + " " + Workshop.TIME + " 666 0 0 1 " + minor);
    }

    private void squashfs() {
        squashfs("a byte of a file", byteOf("etc/text", 500), "content !/etc/text");
        squashfs("a byte of a file of several blocks", byteOf("usr/lib/many", 200_000), "content !/usr/lib/many");
        squashfs("an inode's time", touched("etc/text", EARLIER), "metadata !/etc/text modified");
        squashfs("a link's time", touched("usr/link", EARLIER), "metadata !/usr/link modified");
        squashfs("the root's time", touched("", EARLIER), "metadata !/ modified");
        squashfs("permissions", mode("usr/run", "rwxr-x---"), "metadata !/usr/run permissions: 0755 | 0750");
        squashfs("a set-id bit", List.of("-p", "usr/run m 755 0 0"), List.of("-p", "usr/run m 4755 0 0"),
                "metadata !/usr/run permissions: 0755 | 4755");
        squashfs("an owner", List.of("-p", "usr/run m 755 0 0"), List.of("-p", "usr/run m 755 0 33"),
                "metadata !/usr/run group");
        squashfs("an attribute", tree -> Tool.run(tree, "setfattr", "-n", "user.origin", "-v", "here", "etc/text"),
                "metadata !/etc/text xattr user.origin: null | 68657265");
        squashfs("a device's number", device("C", 3), device("C", 5), "metadata !/etc/null device: 1:3 | 1:5");
        squashfs("a device instead of a pipe", device("C", 3), device("B", 3), "type !/etc/null type");
        row("squashfs: a hard link instead of a copy", (shop, changed, loud) -> shop.squashfs(shop.tree(loud, tree -> {
            if (changed) {
                Files.createLink(tree.resolve("usr/twin"), tree.resolve("usr/run"));
            } else {
                Files.copy(tree.resolve("usr/run"), tree.resolve("usr/twin"));
                mode("usr/twin", "rwxr-xr-x").apply(tree);
            }
        })), SQUASHFS, "metadata !/usr/run links: 1 | 2", "metadata !/usr/twin links: 1 | 2",
                "metadata !/usr/twin hard links: null | usr/run");
        squashfs("a link's target", symlink("usr/link", "ran"), "metadata !/usr/link target: run | ran");
        squashfs("an added file", added("usr/new", 5), "added !/usr/new");
        squashfs("a removed file", removed("etc/conf/b"), "removed !/etc/conf/b");
        squashfs("a renamed file", moved("etc/text", "etc/txet"), "moved !/etc/text -> !/etc/txet");
        squashfs("a renamed directory", moved("usr/lib", "usr/bil"), "moved !/usr/lib -> !/usr/bil");
        squashfs("a link instead of a file", symlink("etc/conf/b", "a"), "type !/etc/conf/b type");
        squashfs("the size of blocks", List.of("-b", "131072"), List.of("-b", "65536"),
                "layout  superblock.block_size: 131072 | 65536");
        squashfs("the compressor", List.of(), List.of("-comp", "xz"), "layout  superblock.compression: gzip | xz");
        squashfs("the level of compression", List.of(), List.of("-Xcompression-level", "1"),
                "layout  squashfs.compression.level: null | 1");
        squashfs("no fragments", List.of(), List.of("-no-fragments"), "layout  superblock.flags");
        squashfs("no table of exports", List.of(), List.of("-no-exports"), "layout  superblock.flags");
        row("squashfs: the order of data", (shop, changed, loud) -> {
            var order = shop.fresh().resolve("order");
            Files.writeString(order, "usr/lib/noise " + (changed ? 5 : -5) + "\nusr/lib/many 0\n");
            return shop.squashfs(shop.tree(loud), "-no-fragments", "-sort", order.toString());
        }, SQUASHFS, "layout  order of entries");
        squashfsEdit("the time of making", image -> image[8]++, "layout  superblock.mkfs_time");
        squashfsEdit("a byte of the padding", image -> image[image.length - 1] = 1, "unexplained  1",
                "layout  padding");
        row("squashfs: bytes behind the end", (shop, changed, loud) -> {
            byte[] image = shop.squashfs(shop.tree(loud));
            return changed ? with(image, "behind".getBytes(StandardCharsets.US_ASCII)) : image;
        }, List.of(), "unexplained  6");
    }

    private void iso(String what, Change change, String... named) {
        row("iso: " + what, (shop, changed, loud) -> shop.iso(shop.tree(loud, changed ? change : NONE)), ISO, named);
    }

    private void iso(String what, List<String> left, List<String> right, String... named) {
        row("iso: " + what, (shop, changed, loud) -> shop.iso(shop.tree(loud), (changed ? right : left)
                .toArray(String[]::new)), ISO, named);
    }

    private void isoEdit(String what, Edit edit, String... named) {
        row("iso: " + what, (shop, changed, loud) -> edited(shop.iso(shop.tree(loud)), changed, edit), List.of(),
                named);
    }

    private void iso() {
        iso("a byte of a file", byteOf("etc/text", 500), "content !/etc/text");
        iso("a longer file", tree -> Files.write(tree.resolve("etc/text"), Workshop.text(7, 9000)),
                "content !/etc/text");
        iso("an added file", added("usr/new", 5), "added !/usr/new");
        iso("a removed file", removed("etc/conf/b"), "removed !/etc/conf/b");
        iso("a renamed file", moved("etc/text", "etc/txet"), "moved !/etc/text -> !/etc/txet");
        iso("a renamed directory", moved("usr/lib", "usr/bil"), "moved !/usr/lib -> !/usr/bil");
        iso("a link's target", symlink("usr/link", "ran"), "metadata !/usr/link target: run | ran");
        iso("a link instead of a file", symlink("etc/conf/b", "a"), "type !/etc/conf/b type");
        iso("permissions", List.of(), List.of("then", "-chmod", "0700", "/usr/run", "--"),
                "metadata !/usr/run permissions");
        iso("an owner", List.of(), List.of("then", "-chown", "7", "/usr/run", "--"), "metadata !/usr/run user: 0 | 7");
        isoEdit("a time of modification", image -> image[stamps(image) + 5]++, "metadata !/usr/run modified",
                "layout !/usr/run directory record");
        isoEdit("a time of access", image -> image[stamps(image) + 12]++, "metadata !/usr/run accessed",
                "layout !/usr/run directory record");
        isoEdit("a time of change", image -> image[stamps(image) + 19]++, "metadata !/usr/run changed",
                "layout !/usr/run directory record");
        iso("the volume's name", List.of(), List.of("-V", "OTHER"),
                "layout  primary volume descriptor.volume_id: TEST | OTHER",
                "layout  supplementary volume descriptor.volume_id: TEST | OTHER");
        iso("the publisher", List.of(), List.of("-publisher", "SOMEBODY"),
                "layout  primary volume descriptor.publisher_id",
                "layout  supplementary volume descriptor.publisher_id");
        iso("the date of making", List.of(), List.of("--modification-date=2020091312264100"),
                "layout  primary volume descriptor.creation_date",
                "layout  primary volume descriptor.modification_date",
                "layout  supplementary volume descriptor.creation_date",
                "layout  supplementary volume descriptor.modification_date");
        iso("the order of data", List.of(), List.of("--sort-weight", "5", "/zloud"), "layout  order of entries");
        isoEdit("a byte of the system area", image -> image[100] = 1, "layout  system area",
                "layout  iso9660.system_area: zero | other");
        isoEdit("a byte for applications", image -> image[32_768 + 883] = 7,
                "layout  primary volume descriptor.application_use");
        isoEdit("a name in Joliet alone", image -> image[find(image,
                "n\0o\0i\0s\0e".getBytes(StandardCharsets.ISO_8859_1), 0)] = 'b',
                "removed !joliet/usr/lib/noise", "added !joliet/usr/lib/boise",
                "layout  Joliet directory record");
        isoEdit("a byte behind a file", image -> image[find(image, new String(Workshop.text(4, 900),
                StandardCharsets.US_ASCII)) + 900] = 1, "layout !/usr/run padding");
        row("iso: bytes behind the end", (shop, changed, loud) -> {
            byte[] image = shop.iso(shop.tree(loud));
            return changed ? with(image, "behind".getBytes(StandardCharsets.US_ASCII)) : image;
        }, List.of(), "unexplained  6");
    }

    /// The seconds of the first of the time stamps of `usr/run`, less 5 bytes.
    private static int stamps(byte[] image) {
        int record = find(image, "RUN.;1");
        return find(image, "TF".getBytes(StandardCharsets.US_ASCII), record) + 5;
    }

    /// A bootable hybrid ISO with an appended partition.
    private static byte[] hybrid(Workshop shop, boolean loud, int seed, String... options) throws IOException {
        var mbr = Tool.requireFile("/usr/lib/ISOLINUX/isohdpfx.bin", "isolinux");
        var loader = Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux");
        var tree = shop.tree(loud, root -> Files.copy(loader, root.resolve("isolinux.bin")));
        var partition = shop.fresh().resolve("partition");
        Files.write(partition, Workshop.noise(seed, 1 << 16));
        var all = new ArrayList<>(List.of("-isohybrid-mbr", mbr.toString(), "-b", "isolinux.bin", "-c", "boot.cat",
                "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "-eltorito-alt-boot", "-e",
                "--interval:appended_partition_2:all::", "-no-emul-boot", "-isohybrid-gpt-basdat",
                "-append_partition", "2", "0xef", partition.toString(), "--gpt_disk_guid",
                "11111111222233334444555555555555", "--mbr-force-bootable"));
        all.addAll(List.of(options));
        return shop.iso(tree, all.toArray(String[]::new));
    }

    private void hybrid(String what, Edit edit, List<String> along, String... named) {
        row("hybrid: " + what, (shop, changed, loud) -> edited(hybrid(shop, loud, 1), changed, edit), along, named);
    }

    private void bootable() {
        row("hybrid: the appended partition", (shop, changed, loud) -> hybrid(shop, loud, changed ? 2 : 1), List.of(),
                "content !eltorito/2-efi.img");
        hybrid("a byte of the appended partition", image -> image[find(image, Workshop.noise(1, 100), 0)]++,
                List.of(), "content !eltorito/2-efi.img");
        hybrid("the disk's signature", image -> image[440]++, List.of(), "layout  mbr.id");
        hybrid("a byte of the boot code", image -> image[3]++, List.of(), "layout  boot code");
        row("hybrid: the disk's GUID", (shop, changed, loud) -> hybrid(shop, loud, 1, "--gpt_disk_guid", changed
                ? "99999999222233334444555555555555"
                : "11111111222233334444555555555555"), GPT, "layout  gpt.guid");
        hybrid("the name of the boot catalog's maker", image -> image[catalog(image) + 4] = 'x',
                List.of("content @!/boot.cat"),
                "layout  boot catalog", "layout  iso9660.el_torito.id: null | x");
        hybrid("what boots on which platform", image -> image[catalog(image) + 64 + 1] = 0,
                List.of("content @!/boot.cat", "(added|removed) @!eltorito/2-.*"),
                "layout  boot catalog", "layout  iso9660.el_torito.2.platform: efi | bios");
        hybrid("a byte of the loader", image -> image[find(image, "ISOLINUX 6.04") + 9] = '9', List.of(),
                "layout !/isolinux.bin isolinux.version");
        row("gpt: the name of a partition", (shop, changed, loud) -> gpt(shop, loud, "-c", changed ? "1:two" : "1:one"),
                GPT, "layout  gpt.1.name: one | two");
        row("gpt: the id of a partition", (shop, changed, loud) -> gpt(shop, loud, "-u", "1:11111111-2222-3333-4444-"
                + (changed ? "666666666666" : "555555555555")), GPT, "layout  gpt.1.guid");
    }

    private static int catalog(byte[] image) {
        return 2048 * (image[17 * 2048 + 0x47] & 0xff | (image[17 * 2048 + 0x48] & 0xff) << 8);
    }

    private static byte[] gpt(Workshop shop, boolean loud, String... options) throws IOException {
        var where = shop.fresh();
        Files.write(where.resolve("out"), new byte[2 << 20]);
        var all = new ArrayList<>(List.of("sgdisk", "-U", "11111111-2222-3333-4444-555555555555", "-n", "1:2048:3000",
                "-u", "1:21111111-2222-3333-4444-555555555555", "-c", "1:first"));
        all.addAll(List.of(options));
        all.add("out");
        shop.run(where, all.toArray(String[]::new));
        byte[] disk = Files.readAllBytes(where.resolve("out"));
        System.arraycopy(Workshop.noise(loud ? 8 : 7, 4096), 0, disk, 1 << 20, 4096);
        return disk;
    }

    private static byte[] fat(Workshop shop, boolean loud, Change change, String... options) throws IOException {
        var tree = shop.tree(loud, removed("usr/link"), removed("usr/lib/many"), change);
        var where = shop.fresh();
        Files.write(where.resolve("out"), new byte[1440 << 10]);
        var all = new ArrayList<>(List.of("mkfs.vfat", "-i", "12345678", "-n", "LABEL"));
        all.addAll(List.of(options));
        all.add("out");
        shop.run(where, all.toArray(String[]::new));
        shop.run(where, "mcopy", "-sm", "-i", "out", tree.resolve("etc").toString(), tree.resolve("usr").toString(),
                tree.resolve("zloud").toString(), "::");
        return Files.readAllBytes(where.resolve("out"));
    }

    private void fat() {
        row("fat: a byte of a file", (shop, changed, loud) -> fat(shop, loud, changed ? byteOf("etc/text", 500) : NONE),
                FAT, "content !/etc/text");
        row("fat: a time", (shop, changed, loud) -> fat(shop, loud, changed ? touched("etc/text", EARLIER) : NONE),
                FAT, "metadata !/etc/text modified");
        row("fat: a renamed file", (shop, changed, loud) -> fat(shop, loud, changed
                ? moved("etc/text", "etc/txet")
                : NONE), FAT, "moved !/etc/text -> !/etc/txet");
        row("fat: the serial number", (shop, changed, loud) -> fat(shop, loud, NONE, "-i", changed
                ? "12345679"
                : "12345678"), FAT, "layout  boot.serial");
        row("fat: the label", (shop, changed, loud) -> fat(shop, loud, NONE, "-n", changed ? "OTHER" : "LABEL"),
                FAT, "layout  boot.label", "layout  entry.name", "layout  fat.volume_label");
        row("fat: a byte behind a file", (shop, changed, loud) -> edited(fat(shop, loud, NONE), changed,
                image -> image[find(image, new String(Workshop.text(4, 900), StandardCharsets.US_ASCII)) + 900] = 1),
                FAT,
                "layout !/usr/run slack");
        row("fat: the second table", (shop, changed, loud) -> edited(fat(shop, loud, NONE), changed, image -> image[512
                + (image[14] - 1) * 512 + (image[22] & 255) * 512 + 5]++), FAT, "layout  file allocation table 2");
        row("fat: boot code", (shop, changed, loud) -> edited(fat(shop, loud, NONE), changed, image -> image[300]++),
                FAT, "layout  boot.boot_code");
        row("fat: an attribute", (shop, changed, loud) -> edited(fat(shop, loud, NONE), changed, image -> image[find(
                image, "ZLOUD      ") + 11] |= 2), FAT, "layout !/zloud entry.attributes");
    }

    private static byte[] volume(Workshop shop, boolean loud) throws IOException {
        byte[] image = shop.once("ext4", () -> shop.ext4(shop.tree(false)));
        return loud ? shop.debugfs(image, "rm zloud", "write new zloud", "write new added") : image;
    }

    private void ext4(String what, List<String> along, List<String> commands, String... named) {
        row("ext4: " + what, (shop, changed, loud) -> changed
                ? shop.debugfs(volume(shop, loud), commands.toArray(String[]::new))
                : volume(shop, loud), along, named);
    }

    private void ext4() {
        for (var field : Map.of("mtime", "modified", "atime", "accessed", "ctime", "changed", "crtime", "created")
                .entrySet()) {
            ext4(field.getKey(), EXT4, List.of("set_inode_field /etc/text " + field.getKey()
                    + " 20170714024001"), "metadata !/etc/text " + field.getValue());
        }
        ext4("a fraction of a second", EXT4, List.of("set_inode_field /etc/text mtime_extra 400"),
                "metadata !/etc/text modified");
        ext4("permissions", EXT4, List.of("set_inode_field /etc/text mode 0100600"),
                "metadata !/etc/text permissions: 0644 | 0600");
        ext4("an owner", EXT4, List.of("set_inode_field /etc/text uid 7"), "metadata !/etc/text user: 0 | 7");
        ext4("an attribute", EXT4, List.of("ea_set /etc/text user.origin here"),
                "metadata !/etc/text xattr user.origin");
        ext4("an added file", EXT4, List.of("write new /fresh"), "added !/fresh");
        ext4("a removed file", EXT4, List.of("rm /etc/conf/b"), "removed !/etc/conf/b");
        row("ext4: a byte of a file", (shop, changed, loud) -> edited(volume(shop, loud), changed, image -> image[find(
                image, new String(Workshop.text(4, 900), StandardCharsets.US_ASCII)) + 9] ^= 1), EXT4,
                "content !/usr/run");
        row("ext4: a byte behind a file", (shop, changed, loud) -> edited(volume(shop, loud), changed,
                image -> image[find(image, new String(Workshop.text(4, 900), StandardCharsets.US_ASCII)) + 900] ^= 1),
                EXT4,
                "layout !/usr/run slack");
        ext4("the volume's id", EXT4, List.of("set_super_value uuid 99999999-2222-3333-4444-555555555555"),
                "layout  superblock.s_uuid");
        ext4("the time of making", EXT4, List.of("set_super_value mkfs_time 20170714024001"),
                "layout  superblock.s_mkfs_time");
        ext4("the label", EXT4, List.of("set_super_value volume_name other"), "layout  superblock.s_volume_name");
        row("ext4: a byte before the superblock", (shop, changed, loud) -> edited(volume(shop, loud), changed,
                image -> image[700] = 1), List.of(), "layout  boot block");
    }
}
