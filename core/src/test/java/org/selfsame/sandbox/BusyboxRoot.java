package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.testing.Tool;

/// A root that has one program, a busybox that needs no libraries, under all its names.
final class BusyboxRoot {
    private BusyboxRoot() {}

    /// The root as a tar archive.
    static Content tar(Path directory) throws IOException {
        var busybox = Tool.requireFile("/usr/bin/busybox", "busybox-static");
        var root = Files.createDirectories(directory.resolve("busybox-root"));
        for (var name : new String[]{"bin", "etc", "root", "tmp"}) {
            Files.createDirectories(root.resolve(name));
        }
        Files.copy(busybox, root.resolve("bin/busybox"));
        for (var applet : Tool.run(directory, busybox.toString(), "--list").out().lines().toList()) {
            if (!applet.equals("busybox")) {
                Files.createSymbolicLink(root.resolve("bin/" + applet), Path.of("busybox"));
            }
        }
        Tool.run(directory, "tar", "--owner=0", "--group=0", "--numeric-owner", "--mode=go-w", "-C", root.toString(),
                "-cf", "busybox-root.tar", ".");
        return new BytesContent(Files.readAllBytes(directory.resolve("busybox-root.tar")));
    }
}
