package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.ReaderNames;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Tool;

/// Holds the table of fields to the names that readers really give.
@Tag("slow")
class FieldTableTest {
    /// Images with what the pairs of the comparison do not have.
    private static final String SAMPLES = """
            mkdir t; printf 'text\\n' >t/a; ln t/a t/b; ln -s a t/c; truncate -s 1M t/sparse
            printf 'x' | dd of=t/sparse bs=1 seek=700000 conv=notrunc status=none
            tar --format=pax --pax-option=exthdr.name=%d/PaxHeaders.%p/%f -S -cf pax.tar t
            tar --format=gnu -S -cf gnu.tar t
            find t | cpio --quiet -o -H newc >newc.cpio
            find t | cpio --quiet -o -H odc >odc.cpio
            find t | cpio --quiet -o -H crc >crc.cpio
            ar -rc a.ar t/a t/sparse
            zip -q -r a.zip t; zip -q -r -X b.zip t
            for tool in gzip bzip2 xz zstd lz4 lzop lzma; do $tool -c <t/a >a.$tool; done
            truncate -s 8M e4; mke2fs -q -t ext4 -d t e4
            truncate -s 8M e2; mke2fs -q -t ext2 -d t e2
            for pair in 12:1 16:10 32:40; do
              bits=${pair%:*}; truncate -s ${pair#*:}M f$bits; mkfs.fat -F $bits -s 1 f$bits >/dev/null; mcopy -i f$bits t/a ::/a-long-name.txt
              mmd -i f$bits ::/d; mcopy -i f$bits t/a ::/gone; mdel -i f$bits ::/gone
            done
            xorriso -as mkisofs -quiet -R -J -o i.iso t 2>/dev/null
            truncate -s 4M g; printf 'label: gpt\\nsize=1M\\n' | /sbin/sfdisk -q g
            truncate -s 4M m; printf 'label: dos\\nstart=64, size=1000\\n' | /sbin/sfdisk -q m
            mksquashfs t s -quiet -no-progress >/dev/null
            openssl req -x509 -newkey ed25519 -nodes -subj /CN=sample -keyout key.pem -outform DER -out c.der 2>/dev/null
            """;

    /// What these tools do not make: names in the sources of the readers, from signed, stripped and damaged files, and
    /// keys.
    private static final List<String> OTHERS = List.of("gnu_debuglink.crc32", "codeview.path", "debug data",
            "isomd5sum",
            "integrity.digest", "certificate table", "module signature", "lost cluster", "latest_timestamp",
            "maintained_at", "extra.ntfs_times", "MBR gap");

    @TempDir
    private Path directory;

    private Map<String, Set<String>> names() throws IOException {
        Tool.require("tar", "cpio", "ar", "zip", "mke2fs", "mkfs.fat", "mcopy", "xorriso", "sfdisk", "mksquashfs",
                "lzop", "openssl");
        var samples = Files.createDirectory(directory.resolve("samples"));
        var result = Tool.tryRun(samples, Map.of(), "sh", "-ec", SAMPLES);
        assertThat(result.exit()).as(result.err()).isZero();
        var names = new ReaderNames();
        names.addPairs(Files.createDirectory(directory.resolve("pairs")));
        try (var files = Files.walk(samples)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                names.add(new BytesContent(Files.readAllBytes(file)));
            }
        }
        return names.byFormat();
    }

    @Test
    void everyAlternativeOfEveryRuleIsAFieldThatAReaderGives() throws IOException {
        var names = names();
        var dead = new ArrayList<String>();
        for (var rule : FieldTable.rules()) {
            var fields = new TreeSet<String>(List.of("data.moved", "fields.moved", "data.encoded", "order of entries",
                    "tree rockridge", "zeros that nothing refers to"));
            fields.addAll(OTHERS);
            names.forEach((format, given) -> {
                if (rule.format().matcher(format).matches()) {
                    fields.addAll(given);
                }
            });
            for (var variant : variants(rule.field().pattern())) {
                var pattern = Pattern.compile(variant);
                if (fields.stream().noneMatch(field -> pattern.matcher(field).matches())) {
                    dead.add(rule.format() + ": " + variant);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void theOtherNamesAreThoseOfReaders() throws IOException {
        var text = new StringBuilder();
        try (var sources = Files.walk(Path.of("src/main/java/org/selfsame/format"))) {
            for (var source : sources.filter(Files::isRegularFile).sorted().toList()) {
                text.append(Files.readString(source));
            }
        }
        assertThat(OTHERS).allMatch(name -> text.indexOf('"' + name + '"') >= 0);
    }

    @Test
    void whatAPartitionIsForIsNotRandom() {
        assertThat(FieldTable.of("disk", "gpt.1.type_guid")).isNull();
        assertThat(FieldTable.of("ext4", "superblock.s_journal_uuid")).extracting(FieldTable.Rule::code)
                .isEqualTo(CauseCode.RANDOM_UUID);
    }

    /// The expression with each alternative of each of its groups alone.
    static List<String> variants(String expression) {
        var variants = new ArrayList<String>();
        parts(expression, 0, expression.length(), variants);
        for (int at = 0; at < expression.length(); at++) {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                at = expression.indexOf(']', at);
            } else if (c == '(' && expression.startsWith("(?:", at)) {
                parts(expression, at + 3, close(expression, at), variants);
            }
        }
        return variants;
    }

    /// Adds the expression with each alternative between `from` and `to` instead of all of them.
    private static void parts(String expression, int from, int to, List<String> variants) {
        var bars = new ArrayList<Integer>();
        int depth = 0;
        for (int at = from; at < to; at++) {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                at = expression.indexOf(']', at);
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && depth == 0) {
                bars.add(at);
            }
        }
        bars.add(to);
        if (bars.size() == 1 && from > 0) {
            return;
        }
        int start = from;
        for (int bar : bars) {
            var end = expression.substring(to);
            variants.add(expression.substring(0, from) + expression.substring(start, bar)
                    + (end.startsWith(")?") ? ")" + end.substring(2) : end));
            start = bar + 1;
        }
    }

    private static int close(String expression, int open) {
        int depth = 0;
        for (int at = open;; at++) {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                at = expression.indexOf(']', at);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at;
            }
        }
    }

    @Test
    void anAlternativeThatNothingFitsIsFound() {
        assertThat(variants("a\\.(?:b|c(?:d|[ef|])?)|g")).containsExactly("a\\.(?:b|c(?:d|[ef|])?)", "g",
                "a\\.(?:b)|g", "a\\.(?:c(?:d|[ef|])?)|g", "a\\.(?:b|c(?:d))|g", "a\\.(?:b|c(?:[ef|]))|g");
    }
}
