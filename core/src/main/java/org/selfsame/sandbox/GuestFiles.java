package org.selfsame.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.cpio.CpioOptions;
import org.selfsame.format.cpio.CpioWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// The kernel of a guest, and the archive of files that it starts from, made of packages. All that the machine runs
/// beside them are two scripts of ours.
///
/// The files lie in `usr/bin`, `usr/lib` and `usr/lib64`, wherever the packages have them, with the usual links beside: so
/// does every Debian since the merging of `/usr`.
final class GuestFiles {
    /// The kernel modules, each after those that it needs. Those that a kernel has built in are not among its files.
    private static final List<String> MODULES = List.of("virtio_ring", "virtio", "virtio_pci_legacy_dev",
            "virtio_pci_modern_dev", "virtio_pci", "virtio_blk", "virtio_console", "rng-core", "virtio-rng", "crc16",
            "crc32c_generic", "libcrc32c", "mbcache", "jbd2", "ext4", "squashfs");
    private static final Pattern MODULE = Pattern.compile("usr/lib/modules/[^/]+/kernel/.*/([^/]+)\\.ko");
    private static final Pattern KERNEL = Pattern.compile("boot/vmlinuz-[^/]+");
    private static final Pattern TOOL = Pattern.compile(
            "usr/bin/(?:busybox|tar|setpriv|unshare)|usr/lib(?:64)?/(?:[^/]+/)?(?:ld-linux[^/]*|lib[^/]+\\.so[^/]*)");
    private static final List<String> SCRIPTS = List.of("guest-init", "guest-inside", "driver");
    private static final Metadata EXECUTABLE = Metadata.builder().permissions(0755).owner(0, 0).modified(Instant.EPOCH)
            .build();

    private final SortedMap<String, Entry> files = new TreeMap<>();
    private final Map<String, Content> modules = new HashMap<>();
    private Optional<Content> kernel = Optional.empty();

    private GuestFiles() {}

    /// Writes the kernel and its archive.
    ///
    /// @param directory where files may be made; those that are made are deleted
    /// @throws SandboxException if the packages do not hold what is needed
    /// @throws IOException if a package cannot be read, or a file not be written
    static void write(MachineParts parts, Path directory, OutputStream kernel, OutputStream archive, Task task)
            throws IOException {
        var guest = new GuestFiles();
        var open = new ArrayList<PackageFiles>();
        var spools = new ArrayList<Path>();
        try {
            var packages = new ArrayList<>(parts.tools());
            packages.addFirst(parts.kernel());
            for (var content : packages) {
                var spool = directory.resolve("package" + spools.size());
                spools.add(spool);
                var files = PackageFiles.open(content, spool, task);
                open.add(files);
                guest.take("", files.tree().root());
            }
            guest.kernel.orElseThrow(() -> missing("boot/vmlinuz-*")).stream().transferTo(kernel);
            var buffered = new BufferedOutputStream(archive, 1 << 16);
            CpioWriter.write(guest.tree(), CpioOptions.newc(Instant.EPOCH), buffered, task);
            buffered.flush();
        } finally {
            for (var files : open) {
                files.close();
            }
            for (var spool : spools) {
                Files.deleteIfExists(spool);
            }
        }
    }

    private void take(String path, Entry.Directory directory) throws IOException {
        for (var entry : directory.children()) {
            var at = path.isEmpty() ? merged(entry.name().toString()) : path + "/" + entry.name();
            if (entry instanceof Entry.Directory below) {
                take(at, below);
                continue;
            }
            var module = MODULE.matcher(at);
            if (entry instanceof Entry.File file && KERNEL.matcher(at).matches()) {
                kernel = Optional.of(file.content());
            } else if (entry instanceof Entry.File file && module.matches() && MODULES.contains(module.group(1))) {
                modules.put(module.group(1), file.content());
            } else if (TOOL.matcher(at).matches()) {
                files.put(at, alone(entry));
            }
        }
    }

    /// The entry without the number of its inode, which means nothing beside those of another package.
    private static Entry alone(Entry entry) throws IOException {
        return entry instanceof Entry.File file ? MemoryTree.file(file.name(), EXECUTABLE, file.content()) : entry;
    }

    private static String merged(String top) {
        return switch (top) {
            case "bin", "sbin" -> "usr/bin";
            case "lib", "lib64" -> "usr/" + top;
            default -> top;
        };
    }

    private Tree tree() throws IOException {
        for (var needed : List.of("usr/bin/busybox", "usr/bin/tar", "usr/bin/setpriv", "usr/bin/unshare")) {
            if (!files.containsKey(needed)) {
                throw missing(needed);
            }
        }
        var children = new ArrayList<Entry>();
        int number = 0;
        var loaded = new ArrayList<Entry>();
        for (var name : MODULES) {
            var module = modules.get(name);
            if (module != null) {
                loaded.add(MemoryTree.file(Name.of(String.format(Locale.ROOT, "%02d-%s.ko", number++, name)),
                        EXECUTABLE, module));
            }
        }
        children.add(MemoryTree.directory(Name.of("modules"), EXECUTABLE, loaded));
        for (var script : SCRIPTS) {
            children.add(MemoryTree.file(Name.of(script.replace("guest-", "").replace("driver", "driver.sh")),
                    EXECUTABLE, script(script)));
        }
        for (var empty : List.of("applets", "dev", "inputs", "mounts", "proc", "root", "sys", "tmp")) {
            children.add(MemoryTree.directory(Name.of(empty), EXECUTABLE, List.of()));
        }
        for (var link : List.of("bin", "lib", "lib64")) {
            children.add(new Entry.Symlink(Name.of(link), EXECUTABLE, Name.of("usr/" + link)));
        }
        children.add(MemoryTree.directory(Name.of("usr"), EXECUTABLE, below("usr/")));
        return new Tree(MemoryTree.directory(Name.of(""), EXECUTABLE, children));
    }

    private List<Entry> below(String prefix) {
        var children = new TreeMap<String, Entry>();
        for (var file : files.tailMap(prefix).entrySet()) {
            if (!file.getKey().startsWith(prefix)) {
                break;
            }
            var rest = file.getKey().substring(prefix.length());
            int slash = rest.indexOf('/');
            if (slash < 0) {
                children.put(rest, file.getValue());
            } else {
                var name = rest.substring(0, slash);
                children.computeIfAbsent(name, _ -> MemoryTree.directory(Name.of(name), EXECUTABLE,
                        below(prefix + name + "/")));
            }
        }
        return List.copyOf(children.values());
    }

    /// The scripts, in the order of [#SCRIPTS].
    static List<Content> scripts() throws IOException {
        var scripts = new ArrayList<Content>();
        for (var name : SCRIPTS) {
            scripts.add(script(name));
        }
        return scripts;
    }

    private static Content script(String name) throws IOException {
        try (var in = Objects.requireNonNull(GuestFiles.class.getResourceAsStream(name + ".sh"))) {
            return new BytesContent(in.readAllBytes());
        }
    }

    private static SandboxException missing(String what) {
        return new SandboxException(SandboxException.Reason.NO_GUEST, "no package holds " + what);
    }
}
