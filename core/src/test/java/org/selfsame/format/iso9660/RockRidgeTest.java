package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// System use entries that no tool at hand writes.
class RockRidgeTest {

    /// An entry of version 1 with these bytes of data.
    private static byte[] entry(String signature, Object... data) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(signature.getBytes(StandardCharsets.US_ASCII));
        out.write(0);
        out.write(1);
        for (var part : data) {
            switch (part) {
                case Integer number -> out.write(number);
                case Long number -> {
                    var both = new byte[8];
                    Fields.both32(both, 0, number);
                    out.writeBytes(both);
                }
                default -> out.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        byte[] bytes = out.toByteArray();
        bytes[2] = (byte) bytes.length;
        return bytes;
    }

    private static SystemUse use(byte[]... entries) throws IOException {
        var area = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            area.writeBytes(entry);
        }
        var image = new BytesContent(area.toByteArray());
        return SystemUse.read(Bytes.read(image, 0, area.size()), new SystemUse.Source(image, 0, Iso.SECTOR),
                new SystemUse.Budget(10_000), Notes.NONE);
    }

    private static RockRidge read(byte[]... entries) throws IOException {
        return RockRidge.of(use(entries).entries(), Notes.NONE);
    }

    @Test
    void skipsPaddingAndStopsAtTheTerminator() throws IOException {
        var use = use(entry("PD", 0, 0, 0), entry("RR", 9), entry("PD"), entry("NM", 0, "name"), entry("ST"),
                entry("NM", 0, "beyond"));
        assertThat(use.entries()).hasSize(2);
        assertThat(RockRidge.of(use.entries(), Notes.NONE).name).isEqualTo(Name.of("name"));
    }

    @Test
    void joinsTheParts() throws IOException {
        var read = read(entry("NM", 1, "one-"), entry("NM", 1, "two-"), entry("NM", 0, "three"));
        assertThat(read.name).isEqualTo(Name.of("one-two-three"));
        var link = read(entry("SL", 1, 8, 0, 1, 3, "abc"), entry("SL", 1, 0, 3, "def", 4, 0),
                entry("SL", 0, 2, 0, 0, 1, "x"));
        assertThat(link.target).isEqualTo(Name.of("/abcdef/.././x"));
    }

    @ParameterizedTest
    @CsvSource({"16, mount", "32, host"})
    void notesComponentsThatOnlyTheReaderKnows(int flag, String text) throws IOException {
        var codes = new ArrayList<String>();
        var read = RockRidge.of(use(entry("SL", 0, flag, text.length(), text, 0, 1, "x")).entries(),
                (code, offset, detail) -> codes.add(code));
        assertThat(codes).containsExactly("symlink_component");
        assertThat(read.target).isEqualTo(Name.of(text + "/x"));
    }

    @Test
    void readsAllStampsInBothForms() throws IOException {
        var shortDate = new Object[]{124, 2, 29, 12, 30, 45, 4};
        var stamps = new ArrayList<Object>(List.of(0x7f));
        for (int i = 0; i < 7; i++) {
            stamps.addAll(List.of(shortDate));
        }
        var read = read(entry("TF", stamps.toArray()));
        var time = Instant.parse("2024-02-29T11:30:45Z");
        assertThat(List.of(read.created, read.modified, read.accessed, read.changed)).containsOnly(time);
        var longForm = read(entry("TF", 0x82, "2024022912304550", 0xf8));
        assertThat(longForm.modified).isEqualTo(Instant.parse("2024-02-29T14:30:45.50Z"));
        assertThat(longForm.created).isNull();
        assertThat(read(entry("TF", 2, 124, 2, 30, 0, 0, 0, 0)).modified).isNull();
    }

    @Test
    void refusesFewerStampsThanItsFlagsSay() {
        assertThatThrownBy(() -> read(entry("TF", 0x0e, 124, 2, 29, 0, 0, 0, 0))).isInstanceOf(FormatException.class);
    }

    @Test
    void readsAttributesOfBothVersions() throws IOException {
        var old = read(entry("PX", 0100644L, 2L, 1000L, 0xffff_ffffL));
        assertThat(List.of(old.links, old.user, old.group, old.serial)).containsExactly(2L, 1000L, 0xffff_ffffL, 0L);
        var current = read(entry("PX", 0100644L, 2L, 1000L, 100L, 77L));
        assertThat(current.serial).isEqualTo(77);
        assertThat(current.mode).isEqualTo(0100644);
        assertThatThrownBy(() -> read(entry("PX", 0100644L, 2L))).isInstanceOf(FormatException.class);
    }

    @Test
    void notesSecondAttributesAndNumbersThatDiffer() throws IOException {
        var codes = new ArrayList<String>();
        byte[] broken = entry("PX", 0100644L, 2L, 1000L, 100L);
        broken[11]++;
        RockRidge.of(use(entry("PX", 0100644L, 1L, 0L, 0L), broken).entries(),
                (code, offset, detail) -> codes.add(code));
        assertThat(codes).containsExactly("duplicate_attributes", "both_endian");
    }

    @Test
    void readsSparseAndCompressedMarks() throws IOException {
        assertThat(read(entry("SF", 0L, 5_000_000L, 1)).sparse).isTrue();
        var zisofs = read(entry("ZF", "pz", 4, 15, 1_000_000L)).zisofs;
        assertThat(zisofs).isEqualTo(new Zisofs(1, "pz", 16, 15, 1_000_000));
        assertThatThrownBy(() -> read(entry("ZF", "pz"))).isInstanceOf(FormatException.class);
    }

    @Test
    void readsAttributesThatRunOverEntries() throws IOException {
        var read = read(entry("AL", 1, 0, 6, "\3first", 1, 2, "va"), entry("AL", 0, 0, 3, "lue", 0, 9, "security.",
                0, 1, "x", 0, 3, "\4di", 0, 1, "y"));
        var attributes = ExtendedAttributes.of(read.attributes, read.attributesOffset);
        assertThat(attributes.keySet()).containsExactly(Name.of("security."), Name.of("user.first"));
        assertThat(attributes.get(Name.of("user.first"))).asString(StandardCharsets.UTF_8).isEqualTo("value");
    }

    @ParameterizedTest
    @CsvSource({"README.TXT;1, README.TXT", "MAKEFILE.;1, MAKEFILE", "OLD.TXT;2, OLD.TXT;2", ";1, ;1", "A;1, A"})
    void takesTheVersionOffPlainNames(String identifier, String name) throws IOException {
        byte[] bytes = identifier.getBytes(StandardCharsets.US_ASCII);
        var read = Bytes.read(new BytesContent(bytes), 0, bytes.length);
        assertThat(Identifiers.PLAIN.name(read)).isEqualTo(Name.of(name));
    }

    @Test
    void keepsUnpairedSurrogatesApart() throws IOException {
        var names = new ArrayList<Name>();
        for (var text : List.of("\ud83d", "\ud83e", "?", "\ud83d\ude00", "x;1")) {
            var bytes = new ByteArrayOutputStream();
            text.chars().forEach(c -> {
                bytes.write(c >> 8);
                bytes.write(c);
            });
            names.add(Identifiers.UCS2.name(Bytes.read(new BytesContent(bytes.toByteArray()), 0, bytes.size())));
        }
        assertThat(names).doesNotHaveDuplicates().endsWith(Name.of("\ud83d\ude00"), Name.of("x"));
    }
}
