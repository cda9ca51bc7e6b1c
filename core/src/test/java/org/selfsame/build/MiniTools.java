package org.selfsame.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.selfsame.apt.Lock;
import org.selfsame.content.BytesContent;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Tree;

/// What builds source packages in [MiniSystem]: the host's own dpkg-dev, with what it needs of Perl, and make. And source
/// packages to build.
public final class MiniTools {
    /// Those of dpkg-dev, what they run, and what runs them.
    private static final List<String> PROGRAMS = List.of("/usr/bin/make", "/usr/bin/setpriv", "/usr/bin/xz",
            "/usr/bin/dd", "/usr/bin/perl");
    private static final List<String> PACKAGES = List.of("dpkg-dev", "libdpkg-perl", "perl-base");
    /// Every module of dpkg's, and what they load: the digests only when they are used.
    private static final String MODULES = """
            for my $file ("Digest/MD5.pm", "Digest/SHA.pm", split /\\n/, `dpkg -L libdpkg-perl`) {
                my $name = $file =~ s,^/usr/share/perl5/,,r;
                $name =~ /[.]pm$/ and eval { require $name };
            }
            print "$_\\n" for values %INC, @DynaLoader::dl_shared_objects;
            """;
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final Pattern LEFT_OUT = Pattern.compile("/usr/share/(doc|man|locale|lintian)/.*");

    private MiniTools() {}

    /// Skips the test where the host lacks it.
    public static void require() {
        MiniSystem.require();
        Tool.require("dpkg-buildpackage", "make", "perl", "setpriv", "xz", "unshare");
    }

    /// The files of a package that has all of it.
    static Tree files() throws IOException {
        var paths = new TreeSet<String>(PROGRAMS);
        for (var each : PACKAGES) {
            Tool.run(Path.of("/"), "dpkg", "-L", each).out().lines().forEach(paths::add);
        }
        Tool.run(Path.of("/"), "perl", "-e", MODULES).out().lines().filter(it -> it.startsWith("/"))
                .forEach(paths::add);
        paths.add("/usr/share/dpkg/abitable");
        try (var locale = Files.walk(Path.of("/usr/lib/locale/C.utf8"))) {
            locale.forEach(it -> paths.add(it.toString()));
        }
        for (var each : PROGRAMS) {
            var linked = LIBRARY.matcher(Tool.run(Path.of("/"), "ldd", each).out());
            while (linked.find()) {
                paths.add(linked.group(1));
            }
        }
        var tree = new FileTree(MiniSystem.TIME).link("usr/bin/unxz", "xz");
        for (var each : paths) {
            var file = Path.of(each);
            if (Files.isRegularFile(file) && !LEFT_OUT.matcher(each).matches()) {
                tree.file(merged(each), new BytesContent(Files.readAllBytes(file)),
                        Files.isExecutable(file) ? 0755 : 0644);
            }
        }
        return tree.tree();
    }

    private static String merged(String path) {
        return path.startsWith("/usr/") ? path.substring(1) : "usr" + path;
    }

    /// A source package whose binary package has the name of the source, says that it is version 1 and holds a file with
    /// what `command` prints.
    ///
    /// @param directory where it is made; new
    /// @param version the version of the source
    public static Lock.Source source(Store store, Path directory, String name, String version, String command)
            throws IOException {
        var tree = directory.resolve(name);
        Files.createDirectories(tree.resolve("debian/source"));
        Files.writeString(tree.resolve("debian/source/format"), "3.0 (native)\n");
        Files.writeString(tree.resolve("debian/changelog"), name + " (" + version + ") stable; urgency=low\n\n"
                + "  * Built.\n\n -- Nobody <nobody@example.org>  Fri, 01 Nov 2024 00:00:00 +0000\n");
        Files.writeString(tree.resolve("debian/control"), "Source: " + name + "\nSection: misc\nPriority: optional\n"
                + "Maintainer: Nobody <nobody@example.org>\nRules-Requires-Root: no\nStandards-Version: 4.6.2\n\n"
                + "Package: " + name + "\nArchitecture: any\nDescription: says something\n");
        Files.writeString(tree.resolve("debian/rules"), """
                #!/usr/bin/make -f
                # the little system has no directory for everybody's
                export TMPDIR = $(CURDIR)
                build clean:
                binary:
                \tmkdir -p debian/tmp/DEBIAN debian/tmp/usr/share/hello
                \t%s >debian/tmp/usr/share/hello/hello
                \tdpkg-gencontrol
                \tdpkg-deb --root-owner-group --build debian/tmp ..
                .PHONY: build clean binary
                """.formatted(command));
        Tool.require("dpkg-source");
        tree.resolve("debian/rules").toFile().setExecutable(true);
        Tool.run(directory, "dpkg-source", "--build", name);
        var files = new ArrayList<Lock.SourceFile>();
        for (var suffix : List.of(".dsc", ".tar.xz")) {
            var file = directory.resolve(name + "_" + version + suffix);
            try (var in = Files.newInputStream(file)) {
                files.add(new Lock.SourceFile("pool/" + file.getFileName(), store.add(in, Task.silent()),
                        Files.size(file)));
            }
        }
        return new Lock.Source(name, version, 0,
                List.of(new Lock.Built(name, version, "amd64", Set.of(Lock.Use.SYSTEM), true)), files);
    }
}
