package org.selfsame.format.ar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Layouts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;

/// Archives that GNU ar, bsdtar and dpkg-deb made, judged by GNU ar; and damaged ones.
class ArReaderTest {
    private static final List<String> NAMES = List.of("a", "odd", "fifteen-letters", "a much longer name with blanks");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ar qcD a.ar", "ar qcU a.ar", "bsdtar --format=arbsd -cf a.ar"})
    void listsAndReadsWhatArDoes(String command) throws IOException {
        Tool.require("ar", "bsdtar");
        makeFiles();
        var arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(NAMES);
        Tool.run(directory, arguments.toArray(String[]::new));
        var content = new BytesContent(Files.readAllBytes(directory.resolve("a.ar")));
        assertThat(new ArFormat().recognizes(content)).isTrue();
        var reader = open(content);
        assertThat(Tool.run(directory, "ar", "t", "a.ar").out().lines().sorted().toList()).isEqualTo(names(reader));
        for (var entry : reader.tree().root().children()) {
            assertThat(bytes(entry)).isEqualTo(Files.readAllBytes(directory.resolve(entry.name().toString())));
        }
        var deterministic = command.contains("D");
        assertThat(reader.tree().root().children().getFirst().metadata()).isEqualTo(Metadata.builder()
                .permissions(deterministic ? 0644 : 0640).owner(deterministic ? 0 : uid(), deterministic ? 0 : gid())
                .modified(Instant.ofEpochSecond(deterministic ? 0 : 1_000_000_000)).build());
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        Layouts.covered(reader, content, 0);
    }

    private void makeFiles() throws IOException {
        for (var name : NAMES) {
            var file = Files.writeString(directory.resolve(name), name + "\n" + "x".repeat(name.length()));
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
            Tool.run(directory, "chmod", "640", name);
        }
    }

    private long uid() {
        return Long.parseLong(Tool.run(directory, "id", "-u").out().strip());
    }

    private long gid() {
        return Long.parseLong(Tool.run(directory, "id", "-g").out().strip());
    }

    @Test
    void keepsIndexAndNamesOfALibraryApart() throws IOException {
        var library = Tool.requireFile("/usr/lib/x86_64-linux-gnu/libc_nonshared.a", "libc6-dev");
        var content = new BytesContent(Files.readAllBytes(library));
        var reader = open(content);
        assertThat(names(reader)).isEqualTo(Tool.run(directory, "ar", "t", library.toString()).out().lines().sorted()
                .toList());
        assertThat(Layouts.covered(reader, content, 0).regions()).extracting(Region::what).contains("symbol index",
                "member header.mtime");
    }

    @Test
    void readsADebianPackage() throws IOException {
        Tool.require("dpkg-deb");
        var control = Files.createDirectories(directory.resolve("p/DEBIAN")).resolve("control");
        Files.writeString(control, """
                Package: p
                Version: 1
                Architecture: all
                Maintainer: A <a@example.org>
                Description: d
                """);
        Tool.run(directory, "dpkg-deb", "-Zxz", "--root-owner-group", "-b", "p", "p.deb");
        var content = new BytesContent(Files.readAllBytes(directory.resolve("p.deb")));
        var reader = open(content);
        assertThat(names(reader)).containsExactly("control.tar.xz", "data.tar.xz", "debian-binary");
        assertThat(reader.facts()).contains(new Fact("ar.debian_binary", "2.0"), new Fact("ar.members", "3"));
        Layouts.covered(reader, content, 0);
    }

    @Test
    void readsAThinArchive() throws IOException {
        Tool.require("ar");
        makeFiles();
        Tool.run(directory, "ar", "qcDT", "thin.a", "a", "fifteen-letters");
        var reader = open(new BytesContent(Files.readAllBytes(directory.resolve("thin.a"))));
        assertThat(names(reader)).containsExactly("a", "fifteen-letters");
        assertThatThrownBy(() -> bytes(reader.tree().root().children().getFirst())).isInstanceOf(FormatException.class)
                .hasMessageContaining("not in the archive");
        assertThat(codes(reader)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"/99; 4; ar.name", "#1/9999999; 4; ar.name", "#1/5; 4; ar.name",
            "same/; 4; ar.duplicate_name", "b/; 9999999999; ar.truncated", "b/; -1; ar.damaged", "b/; x; ar.damaged"})
    void saysWhatIsOdd(String name, String size, String code) throws IOException {
        var bytes = archive("same/", "4", "DATA", name, size, "MORE");
        var content = new BytesContent(bytes);
        assertThat(codes(open(content))).containsExactly(code);
        assertThat(bytes(open(content).tree().root().children().getLast())).hasSize(4);
        Layouts.covered(open(content), content, code.equals("ar.damaged") ? 64 : 0);
    }

    @Test
    void survivesEveryCut() throws IOException {
        var bytes = archive("//", "10", "long name/", "/0", "4", "DATA");
        assertThat(names(open(new BytesContent(bytes)))).containsExactly("long name");
        for (int length = 8; length < bytes.length; length++) {
            var content = new BytesContent(Arrays.copyOf(bytes, length));
            Layouts.covered(open(content), content, Layouts.UNCHECKED);
        }
        bytes[8 + 60 + 10 + 58] = 'x';
        assertThat(codes(open(new BytesContent(bytes)))).containsExactly("ar.damaged");
    }

    /// Members of name, size and data in turn.
    private static byte[] archive(String... parts) {
        var text = new StringBuilder("!<arch>\n");
        for (int i = 0; i < parts.length; i += 3) {
            text.append(String.format("%-16s%-12s%-6s%-6s%-8s%-10s`\n", parts[i], "0", "0", "0", "100644",
                    parts[i + 1])).append(parts[i + 2]);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Reader open(BytesContent content) throws IOException {
        return new ArFormat().open(content, Limits.DEFAULT);
    }

    private static List<String> names(Reader reader) throws IOException {
        return reader.tree().root().children().stream().map(entry -> entry.name().toString()).toList();
    }

    private static List<String> codes(Reader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    private static byte[] bytes(Entry entry) throws IOException {
        var content = ((Entry.File) entry).content();
        return content.bytes(0, (int) content.size());
    }
}
