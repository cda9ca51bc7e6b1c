package org.selfsame.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// What a guest starts from, made of packages that dpkg-deb built and read by cpio.
class GuestFilesTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void requireTools() {
        Tool.require("dpkg-deb", "cpio");
    }

    private Content deb(String name, String... files) throws IOException {
        var root = directory.resolve(name);
        var control = Files.createDirectories(root.resolve("DEBIAN")).resolve("control");
        Files.writeString(control, """
                Package: %s
                Version: 1
                Architecture: all
                Maintainer: Nobody <nobody@example.org>
                Description: for a test
                """.formatted(name));
        for (var file : files) {
            var path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "bytes of " + file);
        }
        Tool.run(directory, "dpkg-deb", "--root-owner-group", "-b", name, name + ".deb");
        return new BytesContent(Files.readAllBytes(directory.resolve(name + ".deb")));
    }

    private Content kernel() throws IOException {
        var modules = "lib/modules/6.1.0-1-cloud/kernel/";
        return deb("linux-image-6.1.0-1-cloud", "boot/vmlinuz-6.1.0-1-cloud", "boot/config-6.1.0-1-cloud",
                modules + "drivers/virtio/virtio.ko", modules + "drivers/virtio/virtio_ring.ko",
                modules + "drivers/net/virtio_net.ko", modules + "fs/squashfs/squashfs.ko");
    }

    private List<Content> tools() throws IOException {
        var links = Files.createDirectories(directory.resolve("libs/lib/x86_64-linux-gnu"));
        Files.createSymbolicLink(links.resolve("libacl.so.1"), Path.of("libacl.so.1.1"));
        return new ArrayList<>(List.of(deb("merged", "usr/bin/tar", "usr/bin/setpriv", "usr/bin/wall"),
                deb("old", "bin/busybox", "usr/bin/unshare", "sbin/fsck"),
                deb("libs", "lib/x86_64-linux-gnu/libacl.so.1.1", "usr/lib/x86_64-linux-gnu/libx.so.2",
                        "usr/lib/x86_64-linux-gnu/gconv/UTF-7.so", "usr/share/doc/libs/copyright",
                        "lib64/ld-linux-x86-64.so.2")));
    }

    /// Bytes as characters, which can be compared.
    private record Written(String kernel, String archive) {}

    private Written write(MachineParts parts) throws IOException {
        var kernel = new ByteArrayOutputStream();
        var archive = new ByteArrayOutputStream();
        var scratch = Files.createDirectories(directory.resolve("scratch"));
        try {
            GuestFiles.write(parts, scratch, kernel, archive, Task.silent());
        } finally {
            try (var left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
        }
        return new Written(kernel.toString(StandardCharsets.ISO_8859_1),
                archive.toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void takesTheKernelItsModulesAndTheToolsAlone() throws IOException {
        var written = write(new MachineParts(kernel(), tools()));

        assertThat(written.kernel).isEqualTo("bytes of boot/vmlinuz-6.1.0-1-cloud");
        var file = Files.write(directory.resolve("initrd"), written.archive.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Tool.run(directory, "sh", "-c", "cpio -t --quiet <" + file).out().lines()).containsExactly(".",
                "applets", "bin", "dev", "driver.sh", "init", "inputs", "inside", "lib", "lib64", "modules",
                "modules/00-virtio_ring.ko", "modules/01-virtio.ko", "modules/02-squashfs.ko", "mounts", "proc", "root",
                "sys", "tmp", "usr", "usr/bin", "usr/bin/busybox", "usr/bin/setpriv", "usr/bin/tar", "usr/bin/unshare",
                "usr/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu/libacl.so.1",
                "usr/lib/x86_64-linux-gnu/libacl.so.1.1", "usr/lib/x86_64-linux-gnu/libx.so.2", "usr/lib64",
                "usr/lib64/ld-linux-x86-64.so.2");
        assertThat(Tool.run(directory, "sh", "-c", "cpio -i --quiet --to-stdout usr/bin/busybox <" + file).out())
                .isEqualTo("bytes of bin/busybox");
    }

    @Test
    void makesTheSameBytesInWhateverOrderTheToolsCome() throws IOException {
        var tools = tools();
        var first = write(new MachineParts(kernel(), tools));
        Collections.reverse(tools);

        assertThat(write(new MachineParts(kernel(), tools)).archive).isEqualTo(first.archive);
    }

    @Test
    void saysWhatNoPackageHolds() throws IOException {
        var tools = tools();

        refuses(new MachineParts(deb("linux-image-6.1.0-2", "boot/config"), tools), "boot/vmlinuz-*");
        refuses(new MachineParts(kernel(), tools.subList(1, 3)), "usr/bin/tar");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> write(new MachineParts(new BytesContent(new byte[100]), tools)));
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> MachineParts.of(Map.of()))
                .withMessageContaining("linux-image-");
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> MachineParts.of(Map.of("linux-image-6.1.0-1-cloud-amd64", kernel())))
                .withMessageContaining("busybox-static");
    }

    private void refuses(MachineParts parts, String what) {
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> write(parts)).withMessageContaining(what)
                .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.NO_GUEST);
    }
}
